package dev.tracker.streams.sink.internal;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Rows of one partition that wait to be written, in the order of the log. Not thread-safe. */
interface RowBuffer {

    void add(ConsumerRecord<byte[], byte[]> record);

    /** Records added. */
    int records();

    /** Records among them that are passed over because they are no events. */
    int refused();

    /** About how much memory it takes. */
    long bytes();
}
