package dev.tracker.streams.sink;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The roles that Tracker's logins have towards PostgreSQL. Migration {@code V1} makes them as groups; what each may do is said beside each table. */
public enum DatabaseRole {
    /** Owns the schema. */
    MIGRATOR(""),
    /** Writes the tables and its offsets, and reads them. */
    SINK(""),
    /** Reads history and views. */
    BRIDGE("""
            statement_timeout = '10s'
            idle_in_transaction_session_timeout = '30s'
            default_transaction_read_only = on"""),
    /** Reads views. */
    ANALYST("""
            statement_timeout = '60s'
            idle_in_transaction_session_timeout = '60s'
            default_transaction_read_only = on
            search_path = tracker, public""");

    private final String settings;

    DatabaseRole(String settings) {
        this.settings = settings;
    }

    /**
     * The statements that make a login one of this role's. PostgreSQL takes settings from the login alone, never from a role that it is in, and a session
     * may change them: they save honest people from accidents, while the rights are what nobody gets past.
     *
     * @param login quoted where it needs to be
     */
    List<String> statements(String login) {
        return Stream.concat(
                        Stream.of("GRANT tracker_" + this + " TO " + login),
                        settings.lines().map(setting -> "ALTER ROLE " + login + " SET " + setting))
                .toList();
    }

    /** The name that people write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
