package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.live.LineState;
import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.look.Theme;
import dev.tracker.cli.option.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frame as text or JSON, without a terminal. */
final class OneFrame {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int EVERY_MS = 1000;

    /** Lines of a frame that are not of the list: head and foot. */
    private static final int FRAME_LINES = 6;

    private final LiveLine line;
    private final TopModel model;

    OneFrame(LiveLine line, TopModel model) {
        this.line = line;
        this.model = model;
    }

    /**
     * Waits until the dashboard has said what is to be shown: a fleet, and so many of its tasks.
     *
     * @throws UserException if it does not
     */
    void fetch(int limit) throws InterruptedException {
        line.subscribe(TopModel.FLEET_VIEW, Map.of("view", "fleet", "everyMs", EVERY_MS));
        line.subscribe(TopModel.LIST_VIEW, model.query.view(0, limit, EVERY_MS));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!model.isFilled() || !model.isCaughtUp()) {
            follow();
            String trouble = line.state().trouble();
            if (trouble != null && (line.state().isRefused() || !model.isFilled())) {
                throw new UserException(line.url() + ": " + trouble + "; is the dashboard running?");
            }
            if (model.notice != null) {
                throw new UserException("the dashboard refuses: " + model.notice);
            }
            if (System.nanoTime() > deadline) {
                throw new UserException(line.url() + " did not say all that was asked for within "
                        + PATIENCE.toSeconds() + " s; it may still be reading");
            }
        }
    }

    /** Takes in what came lately. */
    void follow() throws InterruptedException {
        JsonNode message = line.poll(POLL);
        if (message != null) {
            model.accept(message, System.nanoTime());
        }
        LineState state = line.state();
        model.url = line.url();
        model.tick(state, System.nanoTime());
    }

    /** The lines, without the keys at the bottom. */
    List<String> text(int columns, int limit, Theme theme) {
        int shown = Math.max(1, Math.min(limit, model.window.rows().size()));
        int rows = Math.max(shown + FRAME_LINES, 12);
        model.pageRows = shown;
        model.selected = -1;
        List<String> lines = new ArrayList<>();
        Frame.render(model, columns, rows, theme)
                .forEach(line -> lines.add(line.toString().stripTrailing()));
        lines.remove(lines.size() - 1);
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The same figures and rows as a form. */
    Map<String, Object> form(int limit) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("at", model.asOf.toString());
        form.put("live", model.isLive());
        form.put("url", model.url);
        form.put("query", model.query.view(0, limit, EVERY_MS));
        form.put("fleet", model.fleet);
        form.put("total", model.window.total());
        form.put("rows", model.window.rows());
        return form;
    }
}
