package dev.tracker.cli.top;

import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.live.TaskWindow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the dashboard for what the model shows: a window somewhat larger than the page, so that not each key needs an answer. For one thread. */
final class Views {

    private static final int LIST_EVERY_MS = 250;
    private static final int FLEET_EVERY_MS = 1000;

    /** The dashboard's limit. */
    private static final int MOST_ROWS = 500;

    /** The dashboard closes on who sends more than 20 messages a second. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LiveLine line;
    private @Nullable TopQuery query;
    private int offset;
    private int limit;
    private @Nullable String task;
    private boolean wasPaused;
    private long askedAt = System.nanoTime() - PAUSE_NANOS;

    Views(LiveLine line) {
        this.line = line;
    }

    /** Brings what is asked for in line with the model. */
    void follow(TopModel model) {
        if (model.isPaused || System.nanoTime() - askedAt < PAUSE_NANOS) {
            wasPaused |= model.isPaused;
            return;
        }
        if (wasPaused) {
            // The messages that were passed over are lost; a snapshot replaces them.
            List.of(TopModel.LIST_VIEW, TopModel.FLEET_VIEW, TopModel.TASK_VIEW).forEach(line::unsubscribe);
            wasPaused = false;
            query = null;
            task = null;
        }
        line.subscribe(TopModel.FLEET_VIEW, Map.of("view", "fleet", "everyMs", FLEET_EVERY_MS));
        list(model);
        task(model);
    }

    private void list(TopModel model) {
        boolean isNew = !model.query.equals(query);
        boolean isWithin = model.top >= offset && model.top + model.pageRows <= offset + limit;
        if (!isNew && isWithin) {
            return;
        }
        if (isNew && query != null) {
            model.window = new TaskWindow();
        }
        query = model.query;
        offset = Math.max(0, model.top - model.pageRows);
        limit = Math.min(MOST_ROWS, 3 * model.pageRows);
        askedAt = System.nanoTime();
        line.subscribe(TopModel.LIST_VIEW, model.query.view(offset, limit, LIST_EVERY_MS));
    }

    private void task(TopModel model) {
        String wanted = model.openTask;
        if (wanted == null) {
            line.unsubscribe(TopModel.TASK_VIEW);
        } else if (!wanted.equals(task)) {
            askedAt = System.nanoTime();
            line.subscribe(
                    TopModel.TASK_VIEW,
                    Map.of(
                            "view",
                            "tasks",
                            "ids",
                            List.of(wanted),
                            "form",
                            "full",
                            "limit",
                            1,
                            "everyMs",
                            LIST_EVERY_MS));
        }
        task = wanted;
    }
}
