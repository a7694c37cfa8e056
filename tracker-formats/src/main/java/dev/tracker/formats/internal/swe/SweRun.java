package dev.tracker.formats.internal.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.run.Bill;
import dev.tracker.formats.internal.run.RunPlace;
import dev.tracker.formats.internal.shell.FileMemory;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run while its steps are read, first to last. */
final class SweRun {

    private final SessionEvents out;
    private final SweConfig config;
    private final FileMemory files = new FileMemory();
    private boolean started;
    private int steps;

    SweRun(String format, RunPlace place, SweConfig config, TraceSink sink) {
        this.out = new SessionEvents(new TaskIdentity(format, place.taskId(), place.batch(), null, format), sink);
        this.config = config;
    }

    void step(int index, JsonNode step) {
        Source at = new Source("step-" + index, null);
        ensureStarted();
        out.iteration(at, ++steps);
        String action = Fields.text(step, "action");
        if (action == null || action.isBlank()) {
            return;
        }
        SweState state = SweState.of(step.path("state"));
        String observation = Fields.text(step, "observation", "");
        // Of a command for the shell nothing tells whether it worked: its exit code is not recorded.
        Boolean success = SweCommands.isOwn(action) ? EditorReply.success(observation) : null;
        Deed deed = files.remember(SweCommands.deed(action, state), Boolean.TRUE.equals(success));
        out.action(at, deed, success, durationMs(step.path("execution_time")), null);
    }

    /** The totals are right and final only once the run has ended; while it goes on it has no exit status. */
    void end(JsonNode info) {
        String status = Fields.text(info, "exit_status");
        if (status == null) {
            return;
        }
        ensureStarted();
        Source at = new Source("end", null);
        JsonNode stats = info.path("model_stats");
        Bill bill = new Bill(
                Fields.usd(stats, "instance_cost"),
                new TokenCounts(Fields.count(stats, "tokens_sent"), Fields.count(stats, "tokens_received"), 0, 0));
        if (!bill.isEmpty()) {
            out.cost(at, bill.usd(), bill.tokens(), config.model());
        }
        if (status.equals("submitted")) {
            out.complete(at, Outcome.SUCCESS, "Submitted, as the agent claims");
        } else {
            out.error(at, status, false);
            out.complete(at, Outcome.FAILED, "Ended: " + status);
        }
    }

    private void ensureStarted() {
        if (!started) {
            started = true;
            out.start(new Source("start", null), config.title(), List.of(), 0, config.maxCost());
        }
    }

    private static long durationMs(@Nullable JsonNode seconds) {
        double value = seconds == null || !seconds.isNumber() ? -1 : seconds.doubleValue();
        return value >= 0 && value < 1e12 ? Math.round(value * 1000) : -1;
    }
}
