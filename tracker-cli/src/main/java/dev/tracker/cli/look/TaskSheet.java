package dev.tracker.cli.look;

import dev.tracker.core.Liveness;
import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One task in full, for a terminal. Times are UTC. */
final class TaskSheet {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MOST_LISTED = 20;

    private final TaskProgress task;
    private final Instant now;

    TaskSheet(TaskProgress task, Instant now) {
        this.task = task;
        this.now = now;
    }

    void print(PrintWriter out) {
        row(out, "task", task.taskId());
        row(out, "title", task.title());
        row(out, "project, agent", task.projectId() + ", " + task.agentId());
        row(out, "parent", task.parentTaskId());
        Liveness liveness = Liveness.of(task, now);
        row(
                out,
                "status",
                task.status().wireName()
                        + (liveness == Liveness.ENDED
                                ? ""
                                : ", " + liveness.name().toLowerCase(Locale.ROOT))
                        + ", attempt " + task.attempt());
        row(out, "progress", String.format(Locale.ROOT, "%.1f %%", task.percent()));
        row(
                out,
                "iteration",
                task.iteration() + (task.maxIterations() == 0 ? "" : " of at most " + task.maxIterations()));
        row(out, "cost", cost());
        clocks(out);
        counters(out);
        criteria(out);
        files(out);
        logs(out);
    }

    private String cost() {
        CostTotals cost = task.cost();
        String usd = cost.usdKnown() ? cost.usd() + " USD" : "unknown";
        if (cost.usdEstimated().pico() > 0) {
            usd += cost.usdEstimated().equals(cost.usd())
                    ? " (estimated)"
                    : " (" + cost.usdEstimated() + " of it estimated)";
        }
        String budget = cost.budget() == null ? "" : " of " + cost.budget();
        return usd + budget + "; tokens: " + cost.tokens().input() + " in, "
                + cost.tokens().output() + " out, " + cost.tokens().cacheRead() + " cached, "
                + cost.tokens().cacheWrite() + " written to cache"
                + (cost.model() == null ? "" : "; " + cost.model());
    }

    private void clocks(PrintWriter out) {
        Clocks clocks = task.clocks();
        row(out, "started", time(clocks.startedAt()));
        row(out, "completed", time(clocks.completedAt()));
        row(
                out,
                "heard, advanced",
                Ages.ago(clocks.lastHeardAt(), now) + " ago, " + Ages.ago(clocks.lastAdvancedAt(), now) + " ago");
    }

    private void counters(PrintWriter out) {
        Counters counters = task.counters();
        row(
                out,
                "events",
                counters.applied() + " applied, " + counters.duplicates() + " duplicate, " + counters.late() + " late, "
                        + counters.fenced() + " fenced, " + counters.rejected() + " rejected, "
                        + task.emitters().missing() + " missing");
        row(
                out,
                "actions, errors",
                counters.actions() + " (" + counters.failedActions() + " failed), " + counters.errors() + " ("
                        + counters.transientErrors() + " transient)");
    }

    private void criteria(PrintWriter out) {
        if (task.criteria().total() == 0) {
            return;
        }
        row(
                out,
                "criteria",
                task.criteria().verified() + " of " + task.criteria().total());
        List<CriterionState> entries = task.criteria().entries();
        for (CriterionState entry : entries.subList(0, Math.min(MOST_LISTED, entries.size()))) {
            String text = entry.text() == null ? "Criterion " + (entry.index() + 1) : entry.text();
            String evidence =
                    entry.evidence() == null ? "" : " (" + entry.evidence().wireName() + ")";
            out.println("    " + (entry.verified() ? "[x] " : "[ ] ") + TerminalText.oneLine(text) + evidence);
        }
        more(out, entries.size());
    }

    private void files(PrintWriter out) {
        List<FileEntry> entries = task.files().entries();
        if (entries.isEmpty()) {
            return;
        }
        row(out, "files", entries.size() + (task.files().unlisted() == 0 ? "" : " and more"));
        for (FileEntry entry : entries.subList(0, Math.min(MOST_LISTED, entries.size()))) {
            out.println("    " + (entry.created() ? "+ " : "~ ") + TerminalText.oneLine(entry.path()));
        }
        more(out, entries.size());
    }

    private void logs(PrintWriter out) {
        row(out, "log", task.logs().isEmpty() ? null : "last " + task.logs().size());
        for (LogEntry entry : task.logs()) {
            out.println("    " + TIME_OF_DAY.format(entry.at()) + "  " + TerminalText.oneLine(entry.message()));
        }
    }

    private static void more(PrintWriter out, int size) {
        if (size > MOST_LISTED) {
            out.println("    … and " + (size - MOST_LISTED) + " more");
        }
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }

    private static void row(PrintWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.printf("%-16s %s%n", name, TerminalText.oneLine(value));
        }
    }
}
