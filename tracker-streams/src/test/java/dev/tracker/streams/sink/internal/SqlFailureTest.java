package dev.tracker.streams.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, RETRY", // connection failure
        "40001, RETRY", // serialization failure
        "40P01, RETRY", // deadlock
        "53100, RETRY", // disk full
        "53300, RETRY", // too many connections
        "55P03, RETRY", // lock not available
        "57014, RETRY", // statement timeout
        "57P01, RETRY", // admin shutdown
        "57P03, RETRY", // starting up
        "58030, RETRY", // I/O error
        "25006, RETRY", // standby
        "25P03, RETRY", // idle in transaction for too long
        "TF001, FENCED",
        "22001, FATAL", // too long for the column
        "22P05, FATAL", // U+0000 in jsonb
        "23505, FATAL", // unique violation
        "28P01, FATAL", // wrong password
        "42P01, FATAL", // no such table
        "42501, FATAL", // no right to
        "XX001, FATAL" // data corrupted
    })
    void shouldJudgeByState(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("message", state))).isEqualTo(expected);
    }

    @Test
    void shouldLookThroughWrappers() {
        SQLException cause = new SQLException("FATAL: password authentication failed", "28P01");
        assertThat(SqlFailure.of(new SQLException("wrapped", cause))).isEqualTo(SqlFailure.FATAL);
    }

    @Test
    void shouldRetryWhenNoServerAnswered() {
        assertThat(SqlFailure.of(new SQLTransientConnectionException("request timed out")))
                .isEqualTo(SqlFailure.RETRY);
        assertThat(SqlFailure.of(new SQLException("broken", new IOException("reset"))))
                .isEqualTo(SqlFailure.RETRY);
    }

    @Test
    void shouldNotRetryWhatItDoesNotKnow() {
        assertThat(SqlFailure.of(new SQLException("what?"))).isEqualTo(SqlFailure.FATAL);
    }
}
