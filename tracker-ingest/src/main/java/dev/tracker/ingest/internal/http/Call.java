package dev.tracker.ingest.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.ingest.internal.Problem;
import dev.tracker.ingest.internal.access.Writer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and its one answer: whatever comes after the first is passed over, because a body's end, its time limit and Kafka's answer may meet. Thread-safe. */
final class Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ErrorForm errors;
    private final AtomicBoolean isAnswered = new AtomicBoolean();

    /** How errors are told. */
    @FunctionalInterface
    interface ErrorForm {
        /** RFC 9457. */
        ErrorForm PROBLEM_JSON = (call, problem) -> call.bytes(
                problem.status(), "application/problem+json", json(problemForm(problem.status(), problem.detail())));

        void answer(Call call, Problem problem);
    }

    Call(Request request, Response response, Callback callback, ErrorForm errors) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.errors = errors;
    }

    Call with(ErrorForm otherErrors) {
        return new Call(request, response, callback, otherErrors);
    }

    Request request() {
        return request;
    }

    boolean isAnswered() {
        return isAnswered.get();
    }

    /** Another header of the answer to come. */
    void header(HttpHeader name, String value) {
        response.getHeaders().put(name, value);
    }

    void bytes(int status, String contentType, byte[] body) {
        if (isAnswered.compareAndSet(false, true)) {
            // Jetty closes a connection on which an unread body is still to come; who is not told would send his next
            // request into it.
            if (!request.consumeAvailable()) {
                header(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            }
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    void problem(Problem problem) {
        if (!isAnswered() && problem.retryAfter() > 0) {
            header(HttpHeader.RETRY_AFTER, Integer.toString(problem.retryAfter()));
        }
        errors.answer(this, problem);
    }

    /** Does it, and answers with what it throws. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (Problem problem) {
            problem(problem);
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            problem(new Problem(500, "The ingest failed; its log says why."));
        }
    }

    /** Tells the one who must wait how long; see {@link Writer#rate()}. */
    static Problem tooFast(int seconds) {
        return new Problem(429, "This token sends too fast; nothing was taken.", seconds);
    }

    static Map<String, Object> problemForm(int status, String detail) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "about:blank");
        form.put("title", HttpStatus.getMessage(status));
        form.put("status", status);
        form.put("detail", detail);
        return form;
    }

    static byte[] json(Map<String, Object> form) {
        try {
            return JSON.writeValueAsBytes(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }
}
