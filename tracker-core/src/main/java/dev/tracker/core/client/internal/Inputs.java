package dev.tracker.core.client.internal;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Texts;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a worker's arguments such that every reader accepts them. Texts are mended visibly, because a worker must not stumble over its own output;
 * numbers and ids are not, because a changed one would be a lie: they are refused with the argument's name and range.
 */
public final class Inputs {

    private static final String ANYTHING_LEFT_OUT = "…";

    /** The text, at most {@link WireLimits#MAX_TEXT} long, with U+2400 for U+0000 and U+FFFD for half a surrogate pair. */
    public static String text(String name, String text) {
        return text(name, text, WireLimits.MAX_TEXT);
    }

    public static @Nullable String optionalText(String name, @Nullable String text) {
        return text == null ? null : text(name, text);
    }

    public static @Nullable String model(@Nullable String model) {
        return model == null ? null : text("model", model, WireLimits.MAX_ID);
    }

    /**
     * Criteria texts, cut as the fold would cut them, so that ten thousand long ones still make an event of legal size: behind the point from which it
     * keeps none, an ellipsis stands for each.
     */
    public static @Nullable List<String> criteria(List<String> criteria) {
        range("criteria.size()", criteria.size(), 0, WireLimits.MAX_CRITERIA);
        List<String> cleaned = new ArrayList<>(criteria.size());
        int total = 0;
        for (String criterion : criteria) {
            String text = total > TaskProgress.MAX_CRITERIA_TEXT
                    ? ANYTHING_LEFT_OUT
                    : text("criteria", criterion, TaskProgress.MAX_CRITERION_TEXT);
            total += text.length();
            cleaned.add(text);
        }
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** @throws IllegalArgumentException if it can't be an id: ids are compared by others, so they are never mended */
    public static String id(String name, String id) {
        Objects.requireNonNull(id, name);
        if (id.isEmpty() || id.length() > WireLimits.MAX_ID) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + WireLimits.MAX_ID + " characters, not " + id.length());
        }
        if (!id.equals(id.strip())) {
            throw new IllegalArgumentException(name + " must not begin or end with white space");
        }
        if (id.chars().anyMatch(Character::isISOControl) || firstFault(id) >= 0) {
            throw new IllegalArgumentException(name + " must not contain control characters or half surrogate pairs");
        }
        return id;
    }

    public static long range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    /** @throws IllegalArgumentException also for NaN */
    public static double percent(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be from 0 to 100, not " + percent);
        }
        return percent == 0 ? 0.0 : percent;
    }

    public static @Nullable Usd usd(String name, @Nullable Usd usd) {
        if (usd != null && usd.compareTo(Usd.of(WireLimits.MAX_USD)) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to " + WireLimits.MAX_USD + " US dollars, not " + usd);
        }
        return usd;
    }

    public static TokenCounts tokens(TokenCounts tokens) {
        range("tokens.input", tokens.input(), 0, WireLimits.MAX_SAFE_INTEGER);
        range("tokens.output", tokens.output(), 0, WireLimits.MAX_SAFE_INTEGER);
        range("tokens.cacheRead", tokens.cacheRead(), 0, WireLimits.MAX_SAFE_INTEGER);
        range("tokens.cacheWrite", tokens.cacheWrite(), 0, WireLimits.MAX_SAFE_INTEGER);
        return tokens;
    }

    /** The duration in milliseconds. */
    public static long millis(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.compareTo(Duration.ofMillis(WireLimits.MAX_SAFE_INTEGER)) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to " + WireLimits.MAX_SAFE_INTEGER + " ms, not " + duration);
        }
        return duration.toMillis();
    }

    private static String text(String name, String text, int max) {
        Objects.requireNonNull(text, name);
        // Cut first: cleaning a text of megabytes would cost the worker time for nothing. What is cut keeps pairs
        // whole.
        String cut = Texts.abridge(text, max);
        int fault = firstFault(cut);
        return fault < 0 ? cut : mended(cut, fault);
    }

    private static String mended(String text, int from) {
        char[] chars = text.toCharArray();
        for (int i = from; i < chars.length; i++) {
            if (chars[i] == 0) {
                chars[i] = '\u2400';
            } else if (isPair(text, i)) {
                i++;
            } else if (Character.isSurrogate(chars[i])) {
                chars[i] = '\uFFFD';
            }
        }
        return new String(chars);
    }

    private static int firstFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private Inputs() {}
}
