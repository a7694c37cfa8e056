package dev.tracker.bench.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of a table as values, to be written one statement and one transaction each: what is written first, and stays. */
final class SingleRows {

    private final List<Object[]> rows = new ArrayList<>();
    private String columns = "";
    private int width;

    /** At most so many rows of the table. */
    static SingleRows of(Connection connection, String table, int most) throws SQLException {
        SingleRows single = new SingleRows();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table + " LIMIT " + most)) {
            ResultSetMetaData meta = row.getMetaData();
            single.width = meta.getColumnCount();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= single.width; i++) {
                names.add(meta.getColumnName(i));
            }
            single.columns = String.join(", ", names);
            while (row.next()) {
                Object[] values = new Object[single.width];
                for (int i = 0; i < single.width; i++) {
                    values[i] = row.getObject(i + 1);
                }
                single.rows.add(values);
            }
        }
        return single;
    }

    int count() {
        return rows.size();
    }

    /** @param connection with autocommit */
    void insert(Connection connection, Target target) throws SQLException {
        String sql = "INSERT INTO " + target.qualifiedTable() + " (" + columns + ") VALUES ("
                + String.join(", ", Collections.nCopies(width, "?")) + ") " + target.onConflict();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Object[] values : rows) {
                for (int i = 0; i < width; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.executeUpdate();
            }
        }
    }
}
