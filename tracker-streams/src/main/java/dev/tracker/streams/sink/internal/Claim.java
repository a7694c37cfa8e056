package dev.tracker.streams.sink.internal;

import java.util.OptionalLong;

/**
 * A partition taken over.
 *
 * @param epoch under which its new owner writes
 * @param nextOffset where to go on, empty if nothing of it was ever written
 */
record Claim(long epoch, OptionalLong nextOffset) {}
