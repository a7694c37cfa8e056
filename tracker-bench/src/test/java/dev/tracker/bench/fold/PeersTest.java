package dev.tracker.bench.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tracker.bench.run.BenchException;
import dev.tracker.streams.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeersTest {

    private static final FoldRun RUN = new FoldRun(
            "flink", "x:1", Path.of("folder"), "id", "out", Duration.ofMillis(100), Guarantee.EXACTLY_ONCE, 10);

    @Test
    void shouldSayHowToHaveAPeerWhenItWasNotBuilt() {
        assertThatThrownBy(() -> Subjects.require("flink"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("TRACKER_PEERS=1 ./tracker bench fold");
    }

    @Test
    void shouldNameThePeersWhenASubjectIsUnknown() {
        assertThatThrownBy(() -> Subjects.require("spark"))
                .hasMessageContaining("spark")
                .hasMessageContaining("flink");
    }

    @Test
    void shouldGiveTheAggregatorsOwnClientSettingsWhenAPeerRuns() throws JsonProcessingException {
        PeerRun run = PeerRun.ofArguments(PeerRun.of(RUN).toArguments().toArray(new String[0]));

        assertThat(run).isEqualTo(PeerRun.of(RUN));
        assertThat(run.producer())
                .containsEntry("compression.type", "lz4")
                .containsEntry("linger.ms", "100")
                .containsKeys("batch.size", "buffer.memory", "max.request.size")
                .doesNotContainKey("transactional.id");
        assertThat(run.consumer())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("max.poll.records", "5000")
                .containsKey("interceptor.classes")
                .doesNotContainKey("partition.assignment.strategy");
    }
}
