package dev.tracker.streams.sink.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.streams.sink.PostgresExtension;
import dev.tracker.streams.sink.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class StorableJsonTest {

    private static final String EVENT =
            "{\"eventId\":\"018f0000-0000-7000-8000-000000000001\",\"taskId\":\"t\",\"agentId\":\"a\",\"type\":\"log\"%s}";

    private final TestDatabase database;

    StorableJsonTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"x\":\"\\ud83d\\ude00 \\u00e4 \\\\u0000 \\\" \\n\"",
                ",\"x\":\"ä 😀 e99999\"",
                ",\"x\":[1e10,-2.5E-300,true,false,null,{\"e\":1e999}]",
                ",\"x\":\"\\u001f\\u007f\""
            })
    void shouldKeepJsonAsItWasSentWherePostgresTakesIt(String more) throws SQLException {
        byte[] sent = EVENT.formatted(more).getBytes(UTF_8);
        assertThat(StorableJson.of(sent, decode(sent))).isSameAs(sent);
        store(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"x\":\"a\\u0000b\"",
                ",\"\\u0000\":1",
                ",\"x\":\"\\ud83d\"",
                ",\"x\":\"\\ude00\"",
                ",\"x\":\"\\ud83dx\\ude00\"",
                ",\"x\":1e999999",
                ",\"x\":[{\"y\":-1.5E+9999999999}]"
            })
    void shouldWrapWhatPostgresRefuses(String more) throws SQLException {
        byte[] sent = EVENT.formatted(more).getBytes(UTF_8);
        byte[] stored = StorableJson.of(sent, decode(sent));
        store(stored);
        assertThat(new String(stored, UTF_8)).contains("\"type\":\"log\"").contains("\"$raw\":\"");
    }

    @Test
    void shouldWrapWhatIsNotPlainUtf8() {
        assertThat(StorableJson.isStorable(("\uFEFF" + EVENT.formatted("")).getBytes(UTF_8)))
                .isFalse();
        assertThat(StorableJson.isStorable(EVENT.formatted("").getBytes(StandardCharsets.UTF_16BE)))
                .isFalse();
        assertThat(StorableJson.isStorable(EVENT.formatted("").getBytes(StandardCharsets.UTF_16LE)))
                .isFalse();
    }

    private static ExecutionEvent decode(byte[] json) {
        DecodedEvent decoded = EventDecoder.decode("t".getBytes(UTF_8), json);
        assertThat(decoded).isInstanceOf(DecodedEvent.Valid.class);
        return ((DecodedEvent.Valid) decoded).event();
    }

    private void store(byte[] json) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT convert_from(?, 'UTF8')::jsonb")) {
            statement.setBytes(1, json);
            assertThatCode(statement::executeQuery).doesNotThrowAnyException();
        }
    }
}
