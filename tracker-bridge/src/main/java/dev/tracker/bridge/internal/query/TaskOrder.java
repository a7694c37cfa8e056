package dev.tracker.bridge.internal.query;

import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In which order tasks are shown. Total: where two are equal, their ids decide. What is unknown comes last in either direction. Immutable; equal orders have
 * equal names.
 *
 * @param key by what
 * @param isDescending whether the largest comes first
 */
public record TaskOrder(Key key, boolean isDescending) implements Comparator<TaskRow> {

    /** Newest heard first. */
    public static final TaskOrder DEFAULT = new TaskOrder(Key.HEARD, true);

    /** What tasks can be ordered by. */
    // The functions are lambdas without state; there is no annotation to say so.
    @SuppressWarnings("ImmutableEnumChecker")
    public enum Key {
        HEARD((ToLongFunction<TaskRow>) row -> row.task.heardAt),
        ADVANCED((ToLongFunction<TaskRow>) row -> row.task.advancedAt),
        STARTED((ToLongFunction<TaskRow>) row -> row.task.startedAt),
        COMPLETED((ToLongFunction<TaskRow>) row -> row.task.completedAt),
        PROGRESS(Comparator.comparingDouble(row -> row.task.percent), row -> row.task.percent),
        COST((ToLongFunction<TaskRow>) row -> row.task.costKnown ? row.task.cost : TaskColumns.UNKNOWN),
        ITERATION((ToLongFunction<TaskRow>) row -> row.task.iteration),
        TITLE((Function<TaskRow, @Nullable String>) row -> row.task.title),
        ID((Function<TaskRow, @Nullable String>) row -> row.task.taskId),
        AGENT((Function<TaskRow, @Nullable String>) row -> row.task.agentId),
        PROJECT((Function<TaskRow, @Nullable String>) row -> row.task.projectId),
        STATUS((ToLongFunction<TaskRow>) row -> rank(TaskStatus.values(), row.task.status)),
        LIVENESS((ToLongFunction<TaskRow>) row -> rank(Liveness.values(), row.liveness)),
        ATTENTION((ToLongFunction<TaskRow>) Key::attention);

        /** Of two rows that both have a value. */
        private final Comparator<TaskRow> ascending;

        /** A {@link Long}, {@link Double} or {@link String}; null if unknown. */
        private final Function<TaskRow, @Nullable Object> value;

        private final Predicate<TaskRow> isUnknown;

        Key(Comparator<TaskRow> ascending, Function<TaskRow, @Nullable Object> value) {
            this.ascending = ascending;
            this.value = value;
            this.isUnknown = row -> false;
        }

        Key(ToLongFunction<TaskRow> number) {
            this.ascending = (a, b) -> Long.compare(number.applyAsLong(a), number.applyAsLong(b));
            this.isUnknown = row -> number.applyAsLong(row) == TaskColumns.UNKNOWN;
            this.value = row -> isUnknown.test(row) ? null : (Object) number.applyAsLong(row);
        }

        Key(Function<TaskRow, @Nullable String> text) {
            this.ascending = (a, b) -> String.valueOf(text.apply(a)).compareTo(String.valueOf(text.apply(b)));
            this.isUnknown = row -> text.apply(row) == null;
            this.value = text::apply;
        }

        private static <E> long rank(E[] constants, E constant) {
            return Arrays.asList(constants).indexOf(constant);
        }

        private static long attention(TaskRow row) {
            if (row.task.status == TaskStatus.FAILED) {
                return 0;
            }
            if (row.liveness == Liveness.LOST) {
                return 1;
            }
            if (row.liveness == Liveness.STALLED) {
                return 2;
            }
            return row.task.isOverBudget() ? 3 : 4;
        }
    }

    /** @throws BadQueryException if it is not the name of a key, with or without a minus in front */
    public static TaskOrder parse(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        boolean isDescending = text.startsWith("-");
        return new TaskOrder(WireEnums.of(Key.class, isDescending ? text.substring(1) : text, "sort"), isDescending);
    }

    /** Its name as a parameter. */
    public String name() {
        return (isDescending ? "-" : "") + WireEnums.name(key);
    }

    /** Where the row stands. */
    public Place placeOf(TaskRow row) {
        return new Place(key.value.apply(row), row.task.taskId);
    }

    /** Whether the row comes behind that place. */
    public boolean isBehind(TaskRow row, Place place) {
        Object value = key.value.apply(row);
        Object other = place.value();
        int byKey;
        if (value == null || other == null) {
            byKey = Boolean.compare(value == null, other == null);
        } else {
            byKey = isDescending ? -compareValues(value, other) : compareValues(value, other);
        }
        return byKey > 0 || (byKey == 0 && row.task.taskId.compareTo(place.taskId()) > 0);
    }

    private static int compareValues(Object a, Object b) {
        if (a instanceof Long number && b instanceof Long other) {
            return number.compareTo(other);
        }
        if (a instanceof Double number && b instanceof Number other) {
            return Double.compare(number, other.doubleValue());
        }
        if (a instanceof String text && b instanceof String other) {
            return text.compareTo(other);
        }
        throw new BadQueryException(Place.OF_ANOTHER_ORDER);
    }

    @Override
    public int compare(TaskRow a, TaskRow b) {
        boolean aUnknown = key.isUnknown.test(a);
        boolean bUnknown = key.isUnknown.test(b);
        if (aUnknown != bUnknown) {
            return aUnknown ? 1 : -1;
        }
        int byKey = aUnknown ? 0 : key.ascending.compare(a, b);
        if (byKey != 0) {
            return isDescending ? -byKey : byKey;
        }
        return a.task.taskId.compareTo(b.task.taskId);
    }
}
