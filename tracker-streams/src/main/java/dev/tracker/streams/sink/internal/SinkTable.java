package dev.tracker.streams.sink.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a sink writes: the part in which sinks differ. Used by one thread.
 *
 * @param <B> the buffers that it fills and writes
 */
interface SinkTable<B extends RowBuffer> {

    /** Name of the sink, in settings, metrics and {@code sink_offset}. */
    String name();

    String topic();

    B newBuffer();

    /** Whether of some records of a batch only the last becomes a row, so that a longer batch is less work. */
    default boolean replaces() {
        return false;
    }

    /** Makes room for what will be written, in transactions of its own. May run more than once for the same buffers. */
    default void prepare(Database database, List<B> buffers) throws SQLException {}

    /**
     * Writes the buffers' rows without committing. May run more than once for the same buffers, also after a commit whose answer was lost: a second
     * run changes nothing.
     */
    WriteCounts write(Connection connection, List<B> buffers) throws SQLException;
}
