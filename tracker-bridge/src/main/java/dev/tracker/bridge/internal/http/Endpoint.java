package dev.tracker.bridge.internal.http;

/** Answers one kind of GET request. Safe for many threads. */
@FunctionalInterface
interface Endpoint {

    /** @throws Problem if the answer is an error */
    void answer(Exchange exchange);
}
