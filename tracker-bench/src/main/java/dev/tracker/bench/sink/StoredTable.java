package dev.tracker.bench.sink;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Measure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table with all its partitions, as it lies on the disk.
 *
 * @param heap bytes of rows that are neither in an index nor put aside as long values, free room in pages included
 * @param toast bytes of long values put aside, their index included
 * @param dead rows that were replaced and not yet cleared away, as the server's statistics have it
 * @param updates of rows since the database was made
 * @param hot of these, the ones that touched no index
 * @param vacuums by the server itself
 */
record StoredTable(
        String name, long rows, long heap, long indexes, long toast, long dead, long updates, long hot, long vacuums) {

    private static final String SIZES = """
            SELECT sum(pg_table_size(c.oid)) - sum(coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0)), sum(pg_indexes_size(c.oid)),
                sum(coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0)),
                sum(pg_stat_get_dead_tuples(c.oid)), sum(pg_stat_get_tuples_updated(c.oid)), sum(pg_stat_get_tuples_hot_updated(c.oid)),
                sum(pg_stat_get_autovacuum_count(c.oid))
            FROM pg_class c
            WHERE c.oid = ?::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = ?::regclass)""";

    /** Sessions that have ended have told their statistics. */
    static StoredTable of(Connection connection, String name) throws SQLException {
        try (Statement count = connection.createStatement();
                ResultSet counted = count.executeQuery("SELECT count(*) FROM tracker." + name);
                PreparedStatement query = connection.prepareStatement(SIZES)) {
            counted.next();
            query.setString(1, "tracker." + name);
            query.setString(2, "tracker." + name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new StoredTable(
                        name,
                        counted.getLong(1),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7));
            }
        }
    }

    /** What there is to say of it alone. */
    Measure measure(String workload) {
        return new Measure(values(workload));
    }

    /**
     * The same with what its sink wrote to the log, all tables together.
     *
     * @param records that the sink took
     */
    Measure measure(String workload, long records, long walBytes) {
        Map<String, Object> values = values(workload);
        values.put("records", records);
        values.put("walBytesPerRecord", Math.round((double) walBytes / records));
        values.put("updates", updates);
        values.put("hotPercent", updates == 0 ? 0.0 : Measure.rounded(100.0 * hot / updates, 1));
        values.put("deadRows", dead);
        values.put("autovacuums", vacuums);
        return new Measure(values);
    }

    private Map<String, Object> values(String workload) {
        if (rows == 0) {
            throw new BenchException(name + " is empty");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "storage");
        values.put("workload", workload);
        values.put("table", name);
        values.put("rows", rows);
        values.put("bytesPerRow", (heap + indexes + toast) / rows);
        values.put("heapBytesPerRow", heap / rows);
        values.put("indexBytesPerRow", indexes / rows);
        values.put("toastBytesPerRow", toast / rows);
        return values;
    }
}
