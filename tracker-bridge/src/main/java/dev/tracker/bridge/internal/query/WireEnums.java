package dev.tracker.bridge.internal.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enums by their names in JSON and in addresses: lower case. */
public final class WireEnums {

    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadQueryException naming what there is, if it is none of these */
    public static <E extends Enum<E>> E of(Class<E> type, String value, String parameter) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(value)) {
                return constant;
            }
        }
        throw new BadQueryException(parameter + " must be one of "
                + Arrays.stream(type.getEnumConstants()).map(WireEnums::name).collect(Collectors.joining(", ")) + ".");
    }

    private WireEnums() {}
}
