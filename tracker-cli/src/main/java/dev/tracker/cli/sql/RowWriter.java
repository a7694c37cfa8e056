package dev.tracker.cli.sql;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes an answer row by row. Its columns are known when it is made. */
interface RowWriter extends AutoCloseable {

    /** @param values one for each column, as {@link Value} reads them; null where there is none */
    void row(@Nullable Object[] values) throws IOException;

    /** Writes what is left. */
    @Override
    void close() throws IOException;
}
