package dev.tracker.bench.bridge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of sending, as the last line of a task's log. All processes of a run are on one machine, and read one clock. */
final class Marks {

    private static final byte[] BEGIN = {'s', 'e', 'n', 't', '@'};
    private static final int DIGITS = 16;

    /** Of a change that is sent now. */
    static String now() {
        return "sent@" + micros();
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /**
     * The first mark from there on, in microseconds since 1970.
     *
     * @return -1 if there is none
     */
    static long find(byte[] text, int from, int to) {
        int at = indexOf(text, from, to);
        if (at < 0) {
            return -1;
        }
        long micros = 0;
        for (int i = at + BEGIN.length; i < at + BEGIN.length + DIGITS; i++) {
            micros = micros * 10 + text[i] - '0';
        }
        return micros;
    }

    /** Where the first whole mark from there on begins, -1 if there is none. */
    static int indexOf(byte[] text, int from, int to) {
        for (int at = from; at <= to - BEGIN.length - DIGITS; at++) {
            int matched = 0;
            while (matched < BEGIN.length && text[at + matched] == BEGIN[matched]) {
                matched++;
            }
            if (matched == BEGIN.length) {
                return at;
            }
        }
        return -1;
    }

    private Marks() {}
}
