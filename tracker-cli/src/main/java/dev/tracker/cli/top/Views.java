package dev.tracker.cli.top;

import dev.tracker.cli.live.LiveLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the dashboard for what the model shows. Windows of the list begin at whole hundreds and are larger than the page, so that scrolling seldom needs an
 * answer and viewers share views. For one thread.
 */
final class Views {

    private static final int LIST_EVERY_MS = 250;
    private static final int FLEET_EVERY_MS = 1000;
    private static final int GRID = 100;

    /** The dashboard's limit. */
    private static final int MOST_ROWS = 500;

    /** The dashboard closes on who sends more than 20 messages a second. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** Of a large fleet a new view takes the dashboard a while; asking for yet another meanwhile would only make it longer. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final LiveLine line;
    private @Nullable TopQuery query;
    private @Nullable String listView;
    private int offset;
    private int limit;
    private @Nullable String taskView;
    private @Nullable String task;
    private boolean wasPaused;
    private int questions;
    private long askedAt = System.nanoTime() - PATIENCE_NANOS;

    Views(LiveLine line) {
        this.line = line;
    }

    /** Brings what is asked for in line with the model. */
    void follow(TopModel model) {
        if (model.isPaused) {
            wasPaused = true;
            return;
        }
        if (System.nanoTime() - askedAt < PAUSE_NANOS) {
            return;
        }
        line.subscribe(TopModel.FLEET_VIEW, Map.of("view", "fleet", "everyMs", FLEET_EVERY_MS));
        list(model);
        task(model);
        wasPaused = false;
    }

    private void list(TopModel model) {
        boolean isOther = !model.query.equals(query);
        boolean isWithin = model.top >= offset && model.top + model.pageRows <= offset + limit;
        // What came during a pause was passed over.
        if (!isOther && isWithin && !wasPaused) {
            return;
        }
        if (query != null && !model.isListAnswered() && System.nanoTime() - askedAt < PATIENCE_NANOS) {
            return;
        }
        if (listView != null) {
            line.unsubscribe(listView);
        }
        listView = ask(TopModel.LIST_VIEW);
        model.expectList(listView, isOther && query != null);
        query = model.query;
        offset = offset(model.top);
        limit = limit(model.pageRows);
        line.subscribe(listView, model.query.view(offset, limit, LIST_EVERY_MS));
    }

    /** The hundred before the one in which the page begins. */
    static int offset(int top) {
        return Math.max(0, (top / GRID - 1) * GRID);
    }

    /** Reaches to the page's end from anywhere within its first hundred. */
    static int limit(int pageRows) {
        return Math.min(MOST_ROWS, 2 * GRID + (pageRows + GRID - 1) / GRID * GRID);
    }

    private void task(TopModel model) {
        String wanted = model.openTask;
        if (Objects.equals(wanted, task) && !wasPaused) {
            return;
        }
        if (taskView != null) {
            line.unsubscribe(taskView);
            taskView = null;
        }
        task = wanted;
        if (wanted != null) {
            taskView = ask(TopModel.TASK_VIEW);
            model.expectTask(taskView);
            line.subscribe(
                    taskView,
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
    }

    /** A name for one more question. */
    private String ask(String kind) {
        askedAt = System.nanoTime();
        return kind + ++questions;
    }
}
