package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Documents that were cut short or had a few bytes changed, some of them to bytes that mean something in JSON. */
final class DamagedBytes {

    static final byte[] SYNTAX = "{}[]\",:\\u0e-+.ntf \u0000\u007F".getBytes(UTF_8);

    static byte[] of(byte[] whole, Random random) {
        byte[] bytes = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length + 1) : whole.length);
        for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : SYNTAX[random.nextInt(SYNTAX.length)];
        }
        return bytes;
    }

    private DamagedBytes() {}
}
