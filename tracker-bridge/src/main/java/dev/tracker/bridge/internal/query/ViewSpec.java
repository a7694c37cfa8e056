package dev.tracker.bridge.internal.query;

import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view that stays open. Viewers with equal ones, by an equal name, are sent the very same frames. Immutable.
 *
 * @param name by which the viewer knows it; null for the simple client's only one
 * @param view what is sent
 * @param filter of which tasks
 * @param order of the window
 * @param offset where the window begins
 * @param limit rows of the window
 * @param form of the tasks
 * @param rollup which sums, null in other views
 * @param seesDeadLetters whether the fleet's figures tell of them
 * @param everyMs least time between frames, in milliseconds
 */
public record ViewSpec(
        @Nullable String name,
        View view,
        TaskFilter filter,
        TaskOrder order,
        int offset,
        int limit,
        Form form,
        @Nullable Rollup rollup,
        boolean seesDeadLetters,
        int everyMs) {

    private static final int MAX_OFFSET = 1_000_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int LEAST_EVERY_MS = 50;
    private static final int MOST_EVERY_MS = 60_000;
    private static final Set<View> WITH_TASKS = Set.of(View.TASKS, View.CHANGES);

    /** Of the simple client: every change of everything. */
    public static ViewSpec everything(Scope scope) {
        return new ViewSpec(
                null,
                View.CHANGES,
                TaskFilter.all(scope),
                TaskOrder.DEFAULT,
                0,
                1,
                Form.DASHBOARD,
                null,
                false,
                LEAST_EVERY_MS);
    }

    /** The parameters that such a view has. */
    public static List<String> names(View view) {
        List<String> names = new ArrayList<>(List.of("view", "everyMs", "position"));
        if (WITH_TASKS.contains(view)) {
            names.addAll(TaskFilter.NAMES);
            names.add("form");
        }
        if (view == View.TASKS) {
            names.addAll(List.of("sort", "offset", "limit"));
        }
        if (view == View.ROLLUPS) {
            names.addAll(Rollup.NAMES);
        }
        return names;
    }

    /** @throws BadQueryException if a value is wrong */
    public static ViewSpec parse(String name, View view, Grant grant, Parameters parameters) {
        Scope scope = grant.scope();
        boolean hasTasks = WITH_TASKS.contains(view);
        Form form = hasTasks
                ? parameters.constant("form", Form.class, view == View.TASKS ? Form.ROW : Form.DASHBOARD)
                : Form.ROW;
        boolean isWindow = view == View.TASKS;
        return new ViewSpec(
                name,
                view,
                hasTasks ? TaskFilter.parse(scope, parameters) : TaskFilter.all(scope),
                isWindow ? TaskOrder.parse(parameters.single("sort")) : TaskOrder.DEFAULT,
                isWindow ? parameters.number("offset", 0, MAX_OFFSET, 0) : 0,
                isWindow
                        ? parameters.number("limit", 1, form.mostInWindow, Math.min(DEFAULT_LIMIT, form.mostInWindow))
                        : 1,
                form,
                view == View.ROLLUPS ? Rollup.parse(scope, parameters) : null,
                view == View.FLEET && grant.seesDeadLetters(),
                parameters.number("everyMs", LEAST_EVERY_MS, MOST_EVERY_MS, view.everyMs));
    }
}
