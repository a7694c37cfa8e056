package dev.tracker.streams.sink.internal;

/** Something at work beside a sink's loop, from its making until it is closed with the loop. */
@FunctionalInterface
interface Companion extends AutoCloseable {

    @Override
    void close();
}
