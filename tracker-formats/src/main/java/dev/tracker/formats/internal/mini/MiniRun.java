package dev.tracker.formats.internal.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.run.Bill;
import dev.tracker.formats.internal.run.RunPlace;
import dev.tracker.formats.internal.shell.FileMemory;
import dev.tracker.formats.internal.shell.ShellCommands;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.TaskTitle;
import dev.tracker.formats.support.ToolUse;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run while its messages are read, first to last. Of {@code info} only what was known from the beginning is used. */
final class MiniRun {

    private final SessionEvents out;
    private final JsonNode config;
    private final EvaluationReport report;
    private final PendingCalls pending = new PendingCalls();
    private final FileMemory files = new FileMemory();
    private final @Nullable String folder;
    private @Nullable String title;
    private @Nullable Instant lastTime;
    private boolean started;
    private boolean ended;
    private int iterations;

    MiniRun(String format, RunPlace place, JsonNode info, EvaluationReport report, TraceSink sink) {
        this.out = new SessionEvents(new TaskIdentity(format, place.taskId(), place.batch(), null, format), sink);
        this.config = info.path("config");
        this.report = report;
        this.folder = Fields.text(config.path("environment"), "cwd");
    }

    void message(int index, JsonNode message) {
        JsonNode extra = message.path("extra");
        Instant time = Fields.time(extra, "timestamp");
        Source at = new Source("message-" + index, time);
        switch (Fields.text(message, "role", "")) {
            case "assistant" -> assistant(at, message, extra);
            case "tool" -> result(at, message, extra);
            case "user" -> user(at, message, extra);
            case "exit" -> exit(at, message, extra);
            default -> {
                // The system's instructions.
            }
        }
        if (time != null) {
            lastTime = time;
        }
    }

    private void user(Source at, JsonNode message, JsonNode extra) {
        if (extra.has("returncode")) {
            result(at, message, extra);
            return;
        }
        String content = Fields.content(message.path("content"));
        String interrupt = Fields.text(extra, "interrupt_type");
        if (!started) {
            title = title == null ? TaskTitle.of(content) : title;
        } else if (interrupt != null) {
            out.error(at, interrupt + (content == null ? "" : ": " + content), true);
        }
    }

    private void assistant(Source at, JsonNode message, JsonNode extra) {
        JsonNode response = extra.path("response");
        Instant created = Fields.time(response, "created");
        ensureStarted(created == null ? at.time() : created);
        out.iteration(at, ++iterations);
        Bill bill = Bill.of(Fields.usd(extra, "cost"), response.path("usage"));
        if (!bill.isEmpty()) {
            out.cost(at, bill.usd(), bill.tokens(), Fields.text(response, "model"));
        }
        pending.add(at, message, extra);
    }

    private void result(Source at, JsonNode message, JsonNode extra) {
        ShellCall call = pending.take(Fields.text(message, "tool_call_id"));
        if (call == null) {
            return;
        }
        ensureStarted(at.time());
        JsonNode returnCode = extra.path("returncode");
        Boolean success = returnCode.isNumber() ? Boolean.valueOf(returnCode.intValue() == 0) : null;
        Deed deed = deed(call, Boolean.TRUE.equals(success));
        out.action(
                new Source(call.id(), at.time()),
                deed,
                success,
                Fields.millisBetween(call.at().time(), at.time()),
                null);
        String exception = Fields.text(extra, "exception_info");
        if (exception != null || returnCode.intValue() == -1) {
            String type = Fields.text(extra, "exception_type");
            String text = exception == null ? "the command did not run to its end" : exception;
            out.error(new Source(call.id(), at.time()), type == null ? text : type + ": " + text, false);
        }
    }

    private Deed deed(ShellCall call, boolean happened) {
        String command = call.command();
        return command == null
                ? ToolUse.of(call.tool(), call.arguments())
                : files.remember(ShellCommands.classify(command, folder), happened);
    }

    /** The exit has no time of its own; it follows the last message at once. */
    private void exit(Source at, JsonNode message, JsonNode extra) {
        if (ended) {
            return;
        }
        ended = true;
        ensureStarted(at.time());
        for (ShellCall call : pending.takeAll()) {
            out.action(new Source(call.id(), call.at().time()), deed(call, false), null, -1, null);
        }
        Source end = new Source(at.identity(), at.time() == null ? lastTime : at.time());
        String status = Fields.text(extra, "exit_status", "unknown");
        if (status.equals("Submitted")) {
            out.complete(end, Outcome.SUCCESS, "Submitted, as the agent claims");
        } else {
            String exception = Fields.text(extra, "exception_str");
            String content = exception == null ? Fields.content(message.path("content")) : exception;
            out.error(end, content == null ? status : content, false);
            out.complete(end, Outcome.FAILED, "Ended: " + status);
        }
        evaluation();
    }

    private void evaluation() {
        List<EvaluationReport.Test> tests = report.tests();
        for (int i = 0; i < tests.size(); i++) {
            EvaluationReport.Test test = tests.get(i);
            Source at = new Source("evaluation-" + i, null);
            out.criterion(at, i, test.passed(), Evidence.CI, test.name());
        }
    }

    private void ensureStarted(@Nullable Instant time) {
        if (!started) {
            started = true;
            JsonNode agent = config.path("agent");
            out.start(
                    new Source("start", time),
                    title,
                    report.names(),
                    Fields.count(agent, "step_limit"),
                    Fields.usd(agent, "cost_limit"));
        }
    }
}
