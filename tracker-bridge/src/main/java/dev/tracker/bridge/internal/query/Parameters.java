package dev.tracker.bridge.internal.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Named values of a question, each a list: from a query string, or from the fields of a message. Every method refuses what is not as it should be. */
public final class Parameters {

    private final Map<String, List<String>> values;

    /** @throws BadQueryException if there is one with another name than these: a misspelt filter that is ignored would show the wrong tasks */
    public Parameters(Map<String, List<String>> values, List<String> names) {
        this.values = Map.copyOf(values);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new BadQueryException("Unknown parameter. There are: " + String.join(", ", names) + ".");
            }
        }
    }

    /** The only value, null if there is none. */
    public @Nullable String single(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw new BadQueryException(name + " may be given once.");
        }
        return given.isEmpty() ? null : given.get(0);
    }

    public Set<String> several(String name, int most) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > most) {
            throw new BadQueryException(name + " may be given " + most + " times at most.");
        }
        return new LinkedHashSet<>(given);
    }

    public boolean flag(String name) {
        String value = single(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new BadQueryException(name + " must be true or false.");
    }

    public int number(String name, int least, int most, int otherwise) {
        String value = single(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the range.
        }
        throw new BadQueryException(name + " must be a number from " + least + " to " + most + ".");
    }

    /** The constant whose lower-case name is given. */
    public <E extends Enum<E>> E constant(String name, Class<E> type, E otherwise) {
        String value = single(name);
        return value == null ? otherwise : WireEnums.of(type, value, name);
    }
}
