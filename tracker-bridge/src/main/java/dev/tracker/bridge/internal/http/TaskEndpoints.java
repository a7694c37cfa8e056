package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.SnapshotView;
import dev.tracker.bridge.internal.JsonForms;
import dev.tracker.core.Liveness;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Lists tasks and shows one. */
final class TaskEndpoints {

    private static final String JSON = "application/json";
    private static final Comparator<TaskProgress> NEWEST_FIRST = Comparator.comparing(
                    (TaskProgress task) -> task.clocks().lastHeardAt())
            .reversed()
            .thenComparing(TaskProgress::taskId);

    private final SnapshotView view;

    TaskEndpoints(SnapshotView view) {
        this.view = view;
    }

    /** The tasks that match, newest heard first; how many match in all stands in a header. */
    void list(Exchange exchange) {
        TaskFilter filter = TaskFilter.parse(query(exchange.request()));
        Instant now = view.judgementTime();
        List<TaskProgress> found = new ArrayList<>();
        for (TaskProgress task : view.all()) {
            if (filter.matches(task, Liveness.of(task, now))) {
                found.add(task);
            }
        }
        found.sort(NEWEST_FIRST);
        exchange.response().setStatus(HttpStatus.OK_200);
        exchange.response().getHeaders().put("X-Total-Count", found.size());
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        List<TaskProgress> shown = found.subList(0, Math.min(filter.limit(), found.size()));
        new JsonArrayWriter<>(shown.iterator(), task -> TaskForms.inList(task, now), exchange).iterate();
    }

    void task(Exchange exchange) {
        TaskProgress task = find(exchange);
        Instant now = view.judgementTime();
        exchange.tagged(
                etag(task, TaskForms.wireName(Liveness.of(task, now))),
                JSON,
                JsonForms.bytes(TaskForms.alone(task, now)));
    }

    void graph(Exchange exchange) {
        TaskProgress task = find(exchange);
        exchange.tagged(etag(task, "graph"), JSON, JsonForms.bytes(Projections.toGraphUi(task)));
    }

    private TaskProgress find(Exchange exchange) {
        TaskProgress task = view.find(exchange.variable("id"));
        if (task == null) {
            throw Problem.notFound("No such task is known.");
        }
        return task;
    }

    /** The append time stands in it because a topic that was made anew counts its offsets from 0 again. */
    private static String etag(TaskProgress task, String variant) {
        return '"'
                + Long.toHexString(task.position().appendedAt().toEpochMilli())
                + '-'
                + task.position().partition()
                + '-'
                + task.version()
                + '-'
                + variant
                + '"';
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw Problem.badRequest("The query is not percent-encoded UTF-8.");
        }
    }
}
