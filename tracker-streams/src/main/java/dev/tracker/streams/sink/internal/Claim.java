package dev.tracker.streams.sink.internal;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * A partition taken over.
 *
 * @param epoch under which its new owner writes
 * @param nextOffset where to go on, empty if nothing of it was ever written
 * @param topicId the topic that this is about
 * @param abandoned up to where another topic of the same name, which is gone, had been written; empty if there was none
 */
record Claim(long epoch, OptionalLong nextOffset, UUID topicId, OptionalLong abandoned) {}
