package dev.tracker.schemas;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks enum constants up by the name they carry in JSON. */
final class WireNames {

    static <E extends Enum<E>> @Nullable E find(E[] constants, Function<E, String> wireName, String name) {
        for (E constant : constants) {
            if (wireName.apply(constant).equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private WireNames() {}
}
