package dev.tracker.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.core.Liveness;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** One task in full, for a terminal, from its full form with {@code liveness}. Times are UTC. Not thread-safe. */
public final class TaskSheet {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LABEL = 16;

    private final JsonNode task;
    private final Instant now;
    private final Theme theme;
    private final int mostListed;
    private final List<AttributedString> lines = new ArrayList<>();

    private TaskSheet(JsonNode task, Instant now, Theme theme, int mostListed) {
        this.task = task;
        this.now = now;
        this.theme = theme;
        this.mostListed = mostListed;
    }

    /**
     * The lines.
     *
     * @param now for ages
     * @param mostListed so many criteria and files are listed at most
     */
    public static List<AttributedString> lines(JsonNode fullForm, Instant now, Theme theme, int mostListed) {
        TaskSheet sheet = new TaskSheet(fullForm, now, theme, mostListed);
        sheet.write();
        return sheet.lines;
    }

    /** The full form of a snapshot, with its liveness at that time. */
    static JsonNode form(TaskProgress progress, Instant now) {
        Map<String, @Nullable Object> form = Projections.toFull(progress);
        form.put("liveness", Liveness.of(progress, now).name().toLowerCase(Locale.ROOT));
        return MAPPER.valueToTree(form);
    }

    private void write() {
        row("task", text("taskId"));
        row("title", text("title"));
        row("project, agent", text("projectId") + ", " + text("agentId"));
        row("parent", text("parentTaskId"));
        status();
        row(
                "progress",
                String.format(Locale.ROOT, "%.1f %%", task.path("progress").asDouble()));
        int most = task.path("maxIterations").asInt();
        row("iteration", text("iteration") + (most == 0 ? "" : " of at most " + most));
        row("cost", cost());
        row("started", time("startedAt"));
        row("completed", time("completedAt"));
        row("heard, advanced", age("lastHeardAt") + " ago, " + age("lastAdvancedAt") + " ago");
        counters();
        criteria();
        files();
        log();
    }

    private void status() {
        String status = task.path("status").asText();
        String liveness = task.path("liveness").asText();
        AttributedStringBuilder line = label("status").styled(theme.state(status), status);
        if (!liveness.equals("ended")) {
            line.append(", ").styled(theme.state(liveness), liveness);
        }
        lines.add(line.append(", attempt ").append(text("attempt")).toAttributedString());
    }

    private String cost() {
        BigDecimal spent = task.path("cost").decimalValue();
        BigDecimal estimated = task.path("costEstimated").decimalValue();
        String usd = task.path("costKnown").asBoolean() ? spent.toPlainString() + " USD" : "unknown";
        if (estimated.signum() > 0) {
            usd += estimated.compareTo(spent) == 0
                    ? " (estimated)"
                    : " (" + estimated.toPlainString() + " of it estimated)";
        }
        String budget = task.path("maxCost").isNumber()
                ? " of " + task.path("maxCost").decimalValue().toPlainString()
                : "";
        String model = text("model");
        return usd + budget + "; tokens: " + text("inputTokens") + " in, " + text("outputTokens") + " out, "
                + text("cacheReadTokens") + " cached, " + text("cacheWriteTokens") + " written to cache"
                + (model == null ? "" : "; " + model);
    }

    private void counters() {
        row(
                "events",
                text("applied") + " applied, " + text("duplicates") + " duplicate, " + text("late") + " late, "
                        + text("fenced") + " fenced, " + text("rejected") + " rejected, " + text("missing")
                        + " missing");
        row(
                "actions, errors",
                text("actions") + " (" + text("failedActions") + " failed), " + text("errors") + " ("
                        + text("transientErrors") + " transient)");
    }

    private void criteria() {
        JsonNode criteria = task.path("criteria");
        if (criteria.isEmpty()) {
            return;
        }
        row("criteria", text("criteriaVerified") + " of " + text("criteriaTotal"));
        list(criteria, criterion -> {
            boolean verified = criterion.path("verified").asBoolean();
            String text = criterion.path("text").isTextual()
                    ? criterion.path("text").textValue()
                    : "Criterion " + (criterion.path("index").asInt() + 1);
            String evidence = criterion.path("evidence").isTextual()
                    ? " (" + criterion.path("evidence").textValue() + ")"
                    : "";
            item(
                    verified ? "[x] " : "[ ] ",
                    verified ? theme.colour(AttributedStyle.GREEN) : AttributedStyle.DEFAULT,
                    text + evidence);
        });
    }

    private void files() {
        JsonNode files = task.path("files");
        if (files.isEmpty()) {
            return;
        }
        row("files", files.size() + (task.path("unlistedFiles").asLong() == 0 ? "" : " and more"));
        list(
                files,
                file -> item(
                        file.path("created").asBoolean() ? "+ " : "~ ",
                        AttributedStyle.DEFAULT,
                        file.path("path").asText()));
    }

    private void log() {
        JsonNode log = task.path("log");
        row("log", log.isEmpty() ? null : "last " + log.size());
        log.forEach(entry -> item(
                TIME_OF_DAY.format(Instant.parse(entry.path("at").asText())) + "  ",
                theme.faint(),
                entry.path("message").asText()));
    }

    private void list(JsonNode entries, Consumer<JsonNode> each) {
        for (int i = 0; i < Math.min(mostListed, entries.size()); i++) {
            each.accept(entries.path(i));
        }
        if (entries.size() > mostListed) {
            lines.add(new AttributedString(
                    "    " + theme.ellipsis() + " and " + (entries.size() - mostListed) + " more", theme.faint()));
        }
    }

    private void item(String mark, AttributedStyle style, String text) {
        lines.add(new AttributedStringBuilder()
                .append("    ")
                .styled(style, mark)
                .append(theme.safe(text))
                .toAttributedString());
    }

    private void row(String name, @Nullable String value) {
        if (value != null) {
            lines.add(label(name).append(theme.safe(value)).toAttributedString());
        }
    }

    private AttributedStringBuilder label(String name) {
        return new AttributedStringBuilder()
                .styled(theme.faint(), name + " ".repeat(Math.max(0, LABEL - name.length())) + " ");
    }

    private @Nullable String text(String field) {
        JsonNode value = task.path(field);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    private @Nullable String time(String field) {
        String text = text(field);
        return text == null ? null : TIME.format(Instant.parse(text));
    }

    private String age(String field) {
        String text = text(field);
        return text == null ? "?" : Ages.ago(Instant.parse(text), now);
    }
}
