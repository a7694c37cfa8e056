package dev.tracker.bridge.internal.view;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A count for each constant of an enum. Not safe for several threads. */
public final class EnumCounts<E extends Enum<E>> {

    private final Map<E, long[]> counts;

    public EnumCounts(Class<E> type) {
        counts = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counts.put(constant, new long[1]);
        }
    }

    public void add(E constant, long amount) {
        cell(constant)[0] += amount;
    }

    void add(EnumCounts<E> other) {
        counts.forEach((constant, cell) -> cell[0] += other.get(constant));
    }

    public void clear() {
        counts.values().forEach(cell -> cell[0] = 0);
    }

    public long get(E constant) {
        return cell(constant)[0];
    }

    /** All counts by name, in the enum's order. */
    public Map<String, Long> byName(Function<? super E, String> name) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((constant, cell) -> named.put(name.apply(constant), cell[0]));
        return named;
    }

    private long[] cell(E constant) {
        long[] cell = counts.get(constant);
        if (cell == null) {
            throw new IllegalArgumentException("no such constant: " + constant);
        }
        return cell;
    }
}
