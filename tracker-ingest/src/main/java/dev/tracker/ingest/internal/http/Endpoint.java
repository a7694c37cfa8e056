package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.internal.access.Writer;

/** Answers one kind of request, at once or later. Safe for many threads. */
@FunctionalInterface
interface Endpoint {

    /** @throws dev.tracker.ingest.internal.Problem if the answer is an error */
    void answer(Call call, Writer writer);
}
