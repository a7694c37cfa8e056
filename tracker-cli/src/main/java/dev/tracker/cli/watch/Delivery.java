package dev.tracker.cli.watch;

import dev.tracker.schemas.ExecutionEvent;

/** Where events go. Both methods throw what the receiving side throws; what was sent since the last flush then counts as not sent. */
interface Delivery {

    void send(ExecutionEvent event);

    /** Returns once everything sent before is safe. */
    void flush();
}
