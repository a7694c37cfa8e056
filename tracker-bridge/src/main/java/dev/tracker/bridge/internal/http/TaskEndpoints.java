package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.access.Scope;
import dev.tracker.bridge.internal.forms.JsonForms;
import dev.tracker.bridge.internal.forms.TaskForms;
import dev.tracker.bridge.internal.forms.TotalsForm;
import dev.tracker.bridge.internal.query.BadQueryException;
import dev.tracker.bridge.internal.query.Form;
import dev.tracker.bridge.internal.query.Parameters;
import dev.tracker.bridge.internal.query.Place;
import dev.tracker.bridge.internal.query.TaskFilter;
import dev.tracker.bridge.internal.query.TaskOrder;
import dev.tracker.bridge.internal.query.TopRows;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.bridge.internal.view.Trees;
import dev.tracker.core.Projections;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Lists tasks and shows one. */
final class TaskEndpoints {

    private static final String JSON = "application/json";
    private static final int MAX_LIMIT = 10_000;
    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_NODES = 1_000;
    private static final List<String> LIST_NAMES = listNames();

    private final TopicReader reader;

    TaskEndpoints(TopicReader reader) {
        this.reader = reader;
    }

    private static List<String> listNames() {
        List<String> names = new ArrayList<>(TaskFilter.NAMES);
        names.addAll(List.of("sort", "form", "limit", "cursor"));
        return names;
    }

    /**
     * A page.
     *
     * @param total how many match in all
     * @param isLast whether nothing follows
     */
    private record Found(List<TaskRow> rows, int total, boolean isLast) {}

    /** The tasks that match; how many match in all and where the next page begins stand in headers. */
    void list(Exchange exchange) {
        Parameters parameters = Queries.parameters(exchange.request(), LIST_NAMES);
        TaskFilter filter = TaskFilter.parse(exchange.grant().scope(), parameters);
        TaskOrder order = TaskOrder.parse(parameters.single("sort"));
        Place after = Place.parse(parameters.single("cursor"), order);
        Form form = parameters.constant("form", Form.class, Form.DASHBOARD);
        if (form == Form.FULL) {
            throw new BadQueryException("form must be dashboard or row in a list.");
        }
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Found found = find(filter, order, after, limit);

        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("X-Total-Count", found.total());
        if (!found.isLast()) {
            Place end = order.placeOf(found.rows().get(found.rows().size() - 1));
            headers.put("Link", "<" + nextPage(exchange, end.cursor(order)) + ">; rel=\"next\"");
        }
        if (exchange.notModified(etag(found, form))) {
            return;
        }
        exchange.response().setStatus(HttpStatus.OK_200);
        headers.put(HttpHeader.CONTENT_TYPE, JSON);
        new JsonArrayWriter<>(found.rows().iterator(), row -> TaskForms.of(row, form), exchange).iterate();
    }

    private Found find(TaskFilter filter, TaskOrder order, @Nullable Place after, int limit) {
        TopRows top = new TopRows(order, limit);
        int[] counts = new int[2];
        long judgedAt = reader.judgedAt().toEpochMilli();
        reader.table().forEach(known -> {
            TaskRow row = known.judged(judgedAt);
            if (filter.matches(row)) {
                counts[0]++;
                if (after == null || order.isBehind(row, after)) {
                    counts[1]++;
                    top.add(row);
                }
            }
        });
        return new Found(top.inOrder(), counts[0], counts[1] <= limit);
    }

    private static String nextPage(Exchange exchange, String cursor) {
        StringBuilder next = new StringBuilder("/api/tasks?");
        Queries.values(exchange.request()).forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> next.append(encoded(name))
                        .append('=')
                        .append(encoded(value))
                        .append('&'));
            }
        });
        return next.append("cursor=").append(cursor).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void task(Exchange exchange) {
        TaskRow row = find(exchange);
        exchange.tagged(etag(row, "full"), JSON, JsonForms.bytes(TaskForms.of(row, Form.FULL)));
    }

    void graph(Exchange exchange) {
        TaskRow row = find(exchange);
        exchange.tagged(etag(row, "graph"), JSON, JsonForms.bytes(Projections.toGraphUi(row.task.decoded())));
    }

    void tree(Exchange exchange) {
        TaskRow root = find(exchange);
        TaskTable table = reader.table();
        List<Trees.Node> nodes = table.read(() -> Trees.of(table, root));
        Totals totals = Trees.totals(nodes);
        Map<String, @Nullable Object> total = new LinkedHashMap<>();
        TotalsForm.put(total, totals);
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (Trees.Node node : nodes.subList(0, Math.min(MAX_NODES, nodes.size()))) {
            Map<String, @Nullable Object> form = TaskForms.of(node.row(), Form.ROW);
            form.put("depth", node.depth());
            shown.add(form);
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("taskId", root.task.taskId);
        form.put("total", total);
        form.put("nodes", shown);
        form.put("truncated", nodes.size() > MAX_NODES);
        exchange.taggedJson(form);
    }

    private TaskRow find(Exchange exchange) {
        return find(reader, exchange).judged(reader.judgedAt().toEpochMilli());
    }

    /** @throws Problem if it is not known or belongs to a project that does not exist for who asks: they cannot tell which */
    static TaskRow find(TopicReader reader, Exchange exchange) {
        TaskRow row = reader.table().find(exchange.variable("id"));
        Scope scope = exchange.grant().scope();
        if (row == null || !scope.sees(row.task.projectId)) {
            throw Problem.notFound("No such task is known.");
        }
        return row;
    }

    /** The append time stands in it because a topic that was made anew counts its offsets from 0 again. */
    private static String etag(TaskRow row, String variant) {
        return '"'
                + Long.toHexString(row.task.appendedAt)
                + '-'
                + row.task.partition
                + '-'
                + row.task.version
                + '-'
                + WireEnums.name(row.liveness)
                + '-'
                + row.subtasks
                + '-'
                + variant
                + '"';
    }

    private static String etag(Found found, Form form) {
        MessageDigest digest = Etags.sha256();
        digest.update((form.name() + found.total() + found.isLast()).getBytes(StandardCharsets.UTF_8));
        found.rows().forEach(row -> digest.update((row.task.taskId + etag(row, "")).getBytes(StandardCharsets.UTF_8)));
        return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
    }
}
