package dev.tracker.bridge.internal.http;

/** Answers one kind of request. Safe for many threads. */
@FunctionalInterface
interface Endpoint {

    /**
     * @throws Problem if the answer is an error
     * @throws dev.tracker.bridge.internal.query.BadQueryException if what is asked makes no sense
     */
    void answer(Exchange exchange);
}
