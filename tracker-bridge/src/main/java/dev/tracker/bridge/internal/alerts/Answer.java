package dev.tracker.bridge.internal.alerts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to deliver an alert. */
sealed interface Answer {

    /** The receiver has it. */
    record Delivered() implements Answer {}

    /**
     * The receiver could not take it, or anything, now.
     *
     * @param reason in words, without secrets
     * @param after when it says that it may be asked again, null if it does not say
     */
    record Failed(String reason, @Nullable Duration after) implements Answer {}

    /** The receiver does not want this alert. */
    record Refused(String reason) implements Answer {}

    /** The receiver says that it does not want anything any more. */
    record Gone() implements Answer {}
}
