package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotReaderTest {

    private static final String SNAPSHOT = new String(GoldenFile.read("/golden/snapshots/running.json"), UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{}", "1", "{", "\u0000"})
    void shouldRefuseWhenNotASnapshot(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\":\"in_progress\"|\"status\":\"lost\"",
                "\"status\":\"in_progress\"|\"status\":7",
                "\"startSeen\":true|\"startSeen\":1",
                "\"attempt\":2,\"startSeen\"|\"attempt\":4294967298,\"startSeen\"",
                "\"attempt\":2,\"startSeen\"|\"attempt\":2.5,\"startSeen\"",
                "\"taskId\":\"demo-task\"|\"taskId\":null",
                "\"title\":\"Make it work\"|\"title\":null",
                "\"reportedPercent\":12.5|\"reportedPercent\":\"12.5\"",
                "\"usd\":0.02486904|\"usd\":-1",
                "\"usd\":0.02486904|\"usd\":1e999999999",
                "\"usd\":0.02486904|\"usd\":\"0.02\"",
                "\"inputTokens\":12|\"inputTokens\":-12",
                "\"inputTokens\":12|\"inputTokens\":9223372036854775808",
                "\"missing\":[[1,1]|\"missing\":[[1]",
                "\"missing\":[[1,1]|\"missing\":[1",
                "\"offset\":4711|\"offset\":\"4711\"",
                "\"at\":\"2026-01-31T23:59:59.123456Z\"|\"at\":\"yesterday\"",
                "\"evidence\":\"ci\"|\"evidence\":\"rumour\"",
                "\"unlisted\":7|\"unlistd\":7"
            })
    void shouldRefuseWhenAFieldIsWrong(String right, String wrong) {
        String json = SNAPSHOT.replace(right, wrong);
        assertThat(json).isNotEqualTo(SNAPSHOT);
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x"})
    void shouldRefuseWhenSomethingFollows(String trailing) {
        assertRefused(SNAPSHOT + trailing);
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> SnapshotReader.read(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a snapshot: ");
    }
}
