package dev.tracker.bench.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Rows of a table in the binary form of {@code COPY}, in memory, ready to be sent again. */
final class BinaryRows {

    private static final int HEADER_BYTES = 19;
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int CHUNK = 64 * 1024;

    private final byte[] header;
    private final List<byte[]> rows;

    private BinaryRows(byte[] header, List<byte[]> rows) {
        this.header = header;
        this.rows = rows;
    }

    /** All rows of the table. */
    static BinaryRows of(Connection connection, String table) throws SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        CopyOut copy = copies.copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)");
        byte[] header = new byte[0];
        List<byte[]> rows = new ArrayList<>();
        for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
            if (header.length == 0) {
                // The server sends the header alone or before the first row.
                header = Arrays.copyOf(part, HEADER_BYTES);
                if (part.length > HEADER_BYTES) {
                    rows.add(Arrays.copyOfRange(part, HEADER_BYTES, part.length));
                }
            } else if (part.length != TRAILER.length) {
                rows.add(part);
            }
        }
        return new BinaryRows(header, rows);
    }

    long bytes() {
        return rows.stream().mapToLong(row -> row.length).sum();
    }

    int count() {
        return rows.size();
    }

    /**
     * Sends as many rows, from the beginning again where there are fewer, and a transaction for each batch.
     *
     * @param connection with autocommit
     */
    void copyInto(Connection connection, String table, long wanted, int batch) throws SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        String sql = "COPY " + table + " FROM STDIN (FORMAT binary)";
        Chunks chunks = new Chunks();
        for (long sent = 0; sent < wanted; ) {
            CopyIn copy = copies.copyIn(sql);
            chunks.add(copy, header);
            for (int i = 0; i < batch && sent < wanted; i++, sent++) {
                chunks.add(copy, rows.get((int) (sent % rows.size())));
            }
            chunks.add(copy, TRAILER);
            chunks.flush(copy);
            copy.endCopy();
        }
    }

    /** Gathers rows into messages of the size that the sink sends. */
    private static final class Chunks {
        private final byte[] chunk = new byte[CHUNK];
        private int used;

        void add(CopyIn copy, byte[] bytes) throws SQLException {
            for (int from = 0; from < bytes.length; ) {
                int room = Math.min(CHUNK - used, bytes.length - from);
                System.arraycopy(bytes, from, chunk, used, room);
                used += room;
                from += room;
                if (used == CHUNK) {
                    flush(copy);
                }
            }
        }

        void flush(CopyIn copy) throws SQLException {
            copy.writeToCopy(chunk, 0, used);
            used = 0;
        }
    }
}
