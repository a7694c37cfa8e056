package dev.tracker.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A state of a followed task as one line, for pipes and logs. */
final class FollowedTask {

    static final int SUCCEEDED = 0;
    static final int FAILED = 1;
    static final int CANCELLED = 3;

    /** Nothing can be said of the task. */
    static final int UNSEEN = 4;

    /** Its exit code is not decided yet. */
    static final int AT_WORK = -1;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** How it ended, or {@link #AT_WORK}. */
    static int exitCode(JsonNode task) {
        return switch (task.path("status").asText()) {
            case "complete" -> SUCCEEDED;
            case "failed" -> FAILED;
            case "cancelled" -> CANCELLED;
            default -> AT_WORK;
        };
    }

    /** The line for a form, dashboard or full. */
    static String line(JsonNode task) {
        String status = task.path("status").asText();
        String liveness = task.path("liveness").asText();
        StringBuilder line = new StringBuilder(
                        TIME.format(Instant.parse(task.path("lastHeardAt").asText())))
                .append("  ")
                .append(liveness.equals("ended") ? status : status + ", " + liveness)
                .append(String.format(
                        Locale.ROOT, "  %.0f %%", task.path("progress").asDouble()));
        if (task.path("iteration").asLong() > 0) {
            line.append("  iteration ").append(outOf(task, "iteration", "maxIterations"));
        }
        if (task.path("criteriaTotal").asLong() > 0) {
            line.append("  criteria ").append(outOf(task, "criteriaVerified", "criteriaTotal"));
        }
        if (task.path("costKnown").asBoolean()) {
            line.append("  ")
                    .append(task.path("costEstimated").decimalValue().signum() > 0 ? "~" : "")
                    .append(task.path("cost").decimalValue().toPlainString())
                    .append(" USD");
        }
        JsonNode logs = task.path("logs");
        if (!logs.isEmpty()) {
            line.append("  ").append(logs.path(logs.size() - 1).path("message").asText());
        }
        return TerminalText.oneLine(line.toString());
    }

    private static String outOf(JsonNode task, String count, String most) {
        long of = task.path(most).asLong();
        return task.path(count).asLong() + (of == 0 ? "" : "/" + of);
    }

    private FollowedTask() {}
}
