package dev.tracker.streams.sink.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of the database asks for. The one place where SQLStates are judged. */
public enum SqlFailure {
    /** The database is away, busy or full: the same work may succeed later. */
    RETRY,
    /** Another writer has taken the partition over: the work is not ours any more. */
    FENCED,
    /** The data, the schema or the rights are wrong: trying again changes nothing. */
    FATAL;

    /** SQLState of {@link FencedException}; of a class that neither the standard nor PostgreSQL uses. */
    static final String FENCED_STATE = "TF001";

    /** Connection, transaction rollback, resources, intervention of an operator, system error. */
    private static final Set<String> RETRY_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> RETRY_STATES = Set.of(
            "25006", // read only: a standby that is about to become the primary, or was
            "25P03", // the session idled too long in its transaction: this process was stopped for a while
            "25P04", // the transaction took too long
            "55006", // object in use
            "55P03"); // a lock could not be had in time

    /** Judges by the first SQLState found along the causes; pools wrap the errors of drivers. */
    public static SqlFailure of(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return isConnectionTrouble(error) ? RETRY : FATAL;
    }

    private static SqlFailure ofState(String state) {
        if (state.equals(FENCED_STATE)) {
            return FENCED;
        }
        boolean again =
                RETRY_STATES.contains(state) || (state.length() == 5 && RETRY_CLASSES.contains(state.substring(0, 2)));
        return again ? RETRY : FATAL;
    }

    /** The pool's own timeout has no SQLState if the driver never answered. */
    private static boolean isConnectionTrouble(SQLException error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof SQLTransientException) {
                return true;
            }
        }
        return false;
    }
}
