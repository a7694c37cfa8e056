package dev.tracker.core;

import dev.tracker.schemas.WireLimits;
import java.util.Random;

/** Texts whose lengths lie about a bound, of one or two UTF-16 units a character, so that a cut may fall into a pair. Always well-formed. */
final class RandomTexts {

    private static final String WIDE = "😀";
    private static final String[] NARROW = {"a", "b", " ", "é", "…", "中", "\n", "<"};

    /** A text of none to a few more than {@code bound} units, now and then a very long one. */
    static String around(int bound, Random random) {
        int length = switch (random.nextInt(40)) {
            case 0 -> 0;
            case 1 -> WireLimits.MAX_TEXT;
            case 2, 3 -> 3 * bound;
            case 4, 5, 6, 7, 8, 9 -> bound - 2 + random.nextInt(5);
            case 10, 11, 12 -> bound - 30 + random.nextInt(35);
            default -> 1 + random.nextInt(12);
        };
        return ofLength(Math.min(length, WireLimits.MAX_TEXT), random);
    }

    /** A text of exactly so many units. */
    static String ofLength(int length, Random random) {
        int wideIn16 = random.nextBoolean() ? 0 : random.nextInt(17);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            boolean isWide = length - text.length() > 1 && random.nextInt(16) < wideIn16;
            text.append(isWide ? WIDE : NARROW[random.nextInt(NARROW.length)]);
        }
        return text.toString();
    }

    private RandomTexts() {}
}
