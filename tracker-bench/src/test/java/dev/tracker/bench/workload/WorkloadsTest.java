package dev.tracker.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsTest {

    private static final int EVENTS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void shouldMakeAsManyValidEventsInOrderAsAskedFor() throws IOException {
        List<Workload> workloads =
                List.of(MadeWorkload.uniform(), MadeWorkload.bursty(), new RecordedWorkload(Traces.samples(folder)));
        for (Workload workload : workloads) {
            // When
            List<ExecutionEvent> events = new ArrayList<>();
            workload.generate(EVENTS, events::add);

            // Then
            assertThat(events).as(workload.name()).hasSize(EVENTS);
            Map<String, Long> last = new HashMap<>();
            Set<UUID> ids = new HashSet<>();
            for (ExecutionEvent event : events) {
                String taskId = event.envelope().taskId();
                // Each emitter of a task numbers its own.
                String numbered = taskId + " " + event.envelope().emitterId();
                long seq = event.envelope().seq();
                assertThat(seq).as(workload.name()).isGreaterThan(last.getOrDefault(numbered, -1L));
                last.put(numbered, seq);
                assertThat(ids.add(event.envelope().eventId())).isTrue();
                assertThat(EventDecoder.decode(taskId.getBytes(StandardCharsets.UTF_8), EventEncoder.encode(event)))
                        .isEqualTo(new DecodedEvent.Valid(event));
            }
        }
    }

    @Test
    void shouldSendTwentyEventsOfATaskInARowWhenBursty() {
        // When
        List<String> tasks = new ArrayList<>();
        MadeWorkload.bursty()
                .generate(EVENTS, event -> tasks.add(event.envelope().taskId()));

        // Then
        for (int i = 0; i < EVENTS; i += 20) {
            assertThat(new HashSet<>(tasks.subList(i, i + 20))).hasSize(1);
        }
    }
}
