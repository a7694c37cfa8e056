package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.WireText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One session while its records are read, first to last. */
final class CodexSession {

    private static final int TITLE_LENGTH = 200;

    private final SessionEvents out;
    private final CodexCalls calls;
    private final CodexBill bill = new CodexBill();
    private final @Nullable Instant firstTime;
    private @Nullable String model;
    private boolean started;
    private boolean answering;
    private int iterations;

    CodexSession(SessionEvents out, @Nullable String folder, @Nullable Instant firstTime) {
        this.out = out;
        this.calls = new CodexCalls(out, folder);
        this.firstTime = firstTime;
    }

    void context(JsonNode payload) {
        String named = Fields.text(payload, "model");
        model = named == null ? model : named;
        calls.enter(Fields.text(payload, "cwd"));
    }

    /** What the model said or asked for, and what tools answered. */
    void item(Source at, JsonNode item) {
        String type = Fields.text(item, "type", "");
        if (type.endsWith("_output")) {
            answering = false;
            start(at, null);
            calls.result(at, item);
        } else if (type.endsWith("_call")) {
            answer(at);
            calls.call(at, item, type);
        } else if (type.equals("reasoning") || Fields.text(item, "role", "").equals("assistant")) {
            answer(at);
        }
    }

    void event(Source at, JsonNode event) {
        String message = Fields.text(event, "message");
        switch (Fields.text(event, "type", "")) {
            case "user_message" -> prompt(at, message);
            case "token_count" -> {
                bill.grow(event.path("info")).ifPresent(tokens -> {
                    start(at, null);
                    out.cost(at, null, tokens, model);
                });
            }
            case "turn_aborted" -> pause(at, "Interrupted: " + Fields.text(event, "reason", "aborted"));
            case "task_complete", "turn_complete" -> pause(at, "Turn ended");
            case "error" -> error(at, message, false);
            case "stream_error" -> error(at, message, true);
            default -> {
                // The same things told a second time, for display.
            }
        }
    }

    void compacted(Source at) {
        start(at, null);
        out.log(at, "Conversation compacted");
    }

    private void prompt(Source at, @Nullable String text) {
        answering = false;
        String line = WireText.firstLine(text, TITLE_LENGTH);
        if (!started) {
            start(at, line);
        } else if (line != null) {
            out.log(at, "Prompt: " + line);
        }
    }

    private void pause(Source at, String message) {
        answering = false;
        start(at, null);
        out.waiting(at, message);
    }

    private void error(Source at, @Nullable String message, boolean isTransient) {
        start(at, null);
        out.error(at, message == null ? "error without a text" : message, isTransient);
    }

    /** An answer of the model comes in several items; what a tool or the user says ends it. */
    private void answer(Source at) {
        start(at, null);
        if (!answering) {
            answering = true;
            out.iteration(at, ++iterations);
        }
    }

    private void start(Source at, @Nullable String title) {
        if (!started) {
            started = true;
            out.start(new Source("start", firstTime == null ? at.time() : firstTime), title);
        }
    }
}
