package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.IngestLimits;
import dev.tracker.ingest.IngestMetrics;
import dev.tracker.ingest.internal.Problem;
import dev.tracker.ingest.internal.access.Writer;
import dev.tracker.ingest.internal.access.Writers;
import dev.tracker.ingest.internal.events.Pricing;
import dev.tracker.ingest.internal.send.EventSender;
import dev.tracker.ingest.internal.send.InFlight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in who may send, and takes each request to its endpoint. A page of another site has no token and cookies are not looked at, so neither the Host nor the Origin
 * matters here.
 */
public final class IngestHandler implements Request.Handler {

    private final Writers writers;
    private final IngestMetrics metrics;
    private final List<Route> routes;

    /** What is to be found at a path. */
    private record Route(String method, String path, Call.ErrorForm errors, Endpoint endpoint) {}

    /**
     * All routes.
     *
     * @param topic where events go
     */
    public static IngestHandler of(
            Writers writers,
            String topic,
            EventSender sender,
            InFlight inFlight,
            IngestLimits limits,
            Pricing pricing,
            IngestMetrics metrics) {
        return new IngestHandler(writers, new Intake(topic, sender, inFlight, limits, pricing, metrics));
    }

    private IngestHandler(Writers writers, Intake intake) {
        this.writers = writers;
        this.metrics = intake.metrics();
        this.routes = List.of(
                new Route("POST", "/v1/events", Call.ErrorForm.PROBLEM_JSON, new EventsEndpoint(intake)),
                new Route("POST", "/v1/traces", TracesEndpoint.ERRORS, new TracesEndpoint(intake)),
                new Route("GET", "/v1/openapi.yaml", Call.ErrorForm.PROBLEM_JSON, document()));
    }

    /** Every route there is: method and path. */
    public List<String> routes() {
        return routes.stream().map(route -> route.method + " " + route.path).toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Call call = new Call(request, response, callback, this::problem);
        call.guard(() -> answer(call));
        return true;
    }

    private void answer(Call call) {
        Request request = call.request();
        Writer writer = writers.of(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION));
        if (writer == null) {
            // Always the same, whatever was wrong or missing, and whatever is at the path.
            call.header(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            throw new Problem(401, "A token is needed: Authorization: Bearer ...");
        }
        Route route = find(call);
        Call told = call.with((answered, problem) -> {
            count(problem);
            route.errors.answer(answered, problem);
        });
        told.guard(() -> {
            int wait = writer.rate().waitSeconds();
            if (wait > 0) {
                throw Call.tooFast(wait);
            }
            route.endpoint.answer(told, writer);
        });
    }

    private Route find(Call call) {
        String path = call.request().getHttpURI().getPath();
        Route found = null;
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.path.equals(path)) {
                methods.add(route.method);
                found = route.method.equals(call.request().getMethod()) ? route : found;
            }
        }
        if (methods.isEmpty()) {
            throw new Problem(404, "There is nothing at this path.");
        }
        if (found == null) {
            String allowed = String.join(", ", methods);
            call.header(HttpHeader.ALLOW, allowed);
            throw new Problem(405, "Only " + allowed + " is answered here.");
        }
        return found;
    }

    private void problem(Call call, Problem problem) {
        count(problem);
        Call.ErrorForm.PROBLEM_JSON.answer(call, problem);
    }

    private void count(Problem problem) {
        if (problem.status() == 429) {
            metrics.throttled();
        }
    }

    private static Endpoint document() {
        byte[] document = resource("/ingest-openapi.yaml");
        return (call, writer) -> call.bytes(200, "application/yaml", document);
    }

    private static byte[] resource(String path) {
        try (InputStream in = IngestHandler.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
