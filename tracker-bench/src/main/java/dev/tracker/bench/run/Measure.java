package dev.tracker.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of results: named values in a fixed order, numbers or texts. Immutable.
 *
 * @param values by name
 */
public record Measure(Map<String, Object> values) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Measure {
        values = new LinkedHashMap<>(values);
    }

    /** A value that must be there. */
    public String text(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + values);
        }
        return value.toString();
    }

    /** A number; not a number where there is none. */
    public double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The line. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + values, e);
        }
    }

    /** Rounds to so many digits behind the point. */
    public static double rounded(double value, int digits) {
        double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
