package dev.tracker.cli.look;

import dev.tracker.core.Liveness;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Texts;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Prints tasks as a table for a terminal; colours only where the terminal shows them. */
final class TaskTable {

    private static final int ID_WIDTH = 44;
    private static final int TITLE_WIDTH = 48;

    static void print(List<TaskProgress> tasks, Instant now, ColorScheme colours, PrintWriter out) {
        if (tasks.isEmpty()) {
            out.println("no tasks");
            return;
        }
        out.printf(
                "%-11s %-8s %6s %9s %11s %10s %9s  %-" + ID_WIDTH + "s %s%n",
                "STATUS",
                "LIVENESS",
                "DONE",
                "CRITERIA",
                "ITERATION",
                "COST USD",
                "HEARD",
                "TASK",
                "TITLE");
        for (TaskProgress task : tasks) {
            out.println(line(task, now, colours.ansi()));
        }
    }

    private static String line(TaskProgress task, Instant now, Ansi ansi) {
        Liveness liveness = Liveness.of(task, now);
        String cells = String.format(
                Locale.ROOT,
                "%5.0f%% %9s %11s %10s %9s  %-" + ID_WIDTH + "s %s",
                task.percent(),
                task.criteria().total() == 0
                        ? "-"
                        : task.criteria().verified() + "/" + task.criteria().total(),
                task.iteration() + (task.maxIterations() == 0 ? "" : "/" + task.maxIterations()),
                cost(task.cost()),
                Ages.ago(task.clocks().lastHeardAt(), now),
                TerminalText.oneLine(Texts.abridge(task.taskId(), ID_WIDTH)),
                TerminalText.oneLine(Texts.abridge(task.title() == null ? "" : task.title(), TITLE_WIDTH)));
        String status = String.format("%-11s", task.status().wireName());
        String life = String.format(
                "%-8s", liveness == Liveness.ENDED ? "-" : liveness.name().toLowerCase(Locale.ROOT));
        return coloured(ansi, statusStyle(task), status) + " " + coloured(ansi, lifeStyle(liveness), life) + " "
                + cells;
    }

    /** With a tilde where any of it is an estimate. */
    private static String cost(CostTotals cost) {
        return cost.usdKnown()
                ? (cost.usdEstimated().pico() > 0 ? "~" : "")
                        + String.format(Locale.ROOT, "%.4f", cost.usd().toBigDecimal())
                : "unknown";
    }

    private static String statusStyle(TaskProgress task) {
        return switch (task.status()) {
            case COMPLETE -> "fg(green)";
            case FAILED -> "fg(red)";
            case CANCELLED, PENDING -> "faint";
            case IN_PROGRESS -> "fg(cyan)";
        };
    }

    private static String lifeStyle(Liveness liveness) {
        return switch (liveness) {
            case RUNNING -> "fg(green)";
            case WAITING -> "fg(yellow)";
            case STALLED, LOST -> "fg(red),bold";
            case ENDED -> "faint";
        };
    }

    private static String coloured(Ansi ansi, String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }

    private TaskTable() {}
}
