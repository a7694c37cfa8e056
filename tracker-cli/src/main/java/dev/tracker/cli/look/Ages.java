package dev.tracker.cli.look;

import java.time.Duration;
import java.time.Instant;

/** Says how long ago something was, in the largest unit that fits. */
public final class Ages {

    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "now";
        }
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        if (age.toMinutes() > 0) {
            return age.toMinutes() + " min";
        }
        return age.toSeconds() + " s";
    }

    private Ages() {}
}
