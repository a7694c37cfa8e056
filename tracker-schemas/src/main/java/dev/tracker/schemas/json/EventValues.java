package dev.tracker.schemas.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of an event's fields, one after another: each call reads the one that is due and refuses it where it is of another type or out of bounds. The
 * {@code name} is for the reason only. Not thread-safe.
 */
interface EventValues {

    /** A string of at most so many UTF-16 units that can be stored as it is. */
    String text(String name, int maxLength) throws IOException, RefusedException;

    /** The same where few texts are in use: equal ones are the same object. */
    String word(String name, int maxLength) throws IOException, RefusedException;

    /** An identifier: not empty, no control characters, no blanks around it. */
    String id(String name) throws IOException, RefusedException;

    /** The same where few are in use: equal ones are the same object. */
    String sharedId(String name) throws IOException, RefusedException;

    /** A whole number within these bounds. */
    long integer(String name, long min, long max) throws IOException, RefusedException;

    /** A number from 0. */
    double number(String name, double max) throws IOException, RefusedException;

    /** The number that {@link #number} has just read, with all its digits. */
    BigDecimal exactNumber() throws IOException, RefusedException;

    boolean bool(String name) throws IOException, RefusedException;

    /** True, false or, as the text {@code unknown}, null. */
    @Nullable
    Boolean boolOrUnknown(String name) throws IOException, RefusedException;

    UUID uuid(String name) throws IOException, RefusedException;

    /** An RFC 3339 time of the years 1 to 9999. */
    Instant timestamp(String name) throws IOException, RefusedException;

    /** An array of at most so many strings. */
    List<String> texts(String name, int maxSize) throws IOException, RefusedException;
}
