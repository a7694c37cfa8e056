package dev.tracker.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs over real recordings, where the property or environment variable {@code RECORDED_TRACES} names a folder of them. */
class RecordedTracesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private String folder = "";

    static List<TraceFormat> formats() {
        return TraceFormats.installed().all();
    }

    @BeforeEach
    void needsRecordings() {
        String property = System.getProperty("RECORDED_TRACES");
        String variable = System.getenv("RECORDED_TRACES");
        folder = property != null ? property : variable != null ? variable : "";
        assumeThat(folder).as("RECORDED_TRACES").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldMakeOnlyAcceptedEventsWithDistinctIdsAndNumbersWithoutGaps(TraceFormat format) throws IOException {
        // Given
        for (Path file : files(format)) {
            // When
            Collected found = Collected.read(format, file);

            // Then
            assertThat(found.events()).as(file.toString()).isNotEmpty();
            Map<Collected.Counter, Long> next = new HashMap<>();
            Set<Object> ids = new HashSet<>();
            for (ExecutionEvent event : found.events()) {
                byte[] key = event.envelope().taskId().getBytes(StandardCharsets.UTF_8);
                assertThat(EventDecoder.decode(key, EventEncoder.encode(event)))
                        .isEqualTo(new DecodedEvent.Valid(event));
                assertThat(ids.add(event.envelope().eventId())).as("%s", event).isTrue();
                long seq = next.merge(Collected.Counter.of(event), 1L, Long::sum) - 1;
                assertThat(event.envelope().seq()).isEqualTo(seq);
            }
            System.out.println(format.name() + " " + file.getFileName() + " records " + found.records() + " events "
                    + found.events().size() + " counters " + next.size() + " problems " + found.problems());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldGiveABeginningOfTheLaterStateWhenASessionHasGrown(TraceFormat format) throws IOException {
        Map<String, List<ExecutionEvent>> longest = new HashMap<>();
        for (Path file : files(format)) {
            // Given
            Map<String, List<ExecutionEvent>> byTask = new HashMap<>();
            Collected.read(format, file)
                    .events()
                    .forEach(event -> byTask.computeIfAbsent(
                                    event.envelope().taskId() + "@"
                                            + event.envelope().emitterId(),
                                    task -> new ArrayList<>())
                            .add(event));
            byTask.forEach((task, events) -> {
                List<ExecutionEvent> other = longest.getOrDefault(task, List.of());
                List<ExecutionEvent> longer = events.size() > other.size() ? events : other;
                List<ExecutionEvent> shorter = events.size() > other.size() ? other : events;

                // Then
                assertThat(longer.subList(0, shorter.size())).as(task).isEqualTo(shorter);
                longest.put(task, longer);
            });
        }
    }

    @Test
    void shouldBillWhatTheRunsOwnTotalsSay() throws IOException {
        TraceFormat format = TraceFormats.installed().byName("mini-swe-agent");
        for (Path file : files(format)) {
            // Given
            JsonNode total = JSON.readTree(file.toFile()).at("/info/model_stats/instance_cost");

            // When
            Usd sum = Collected.read(format, file)
                    .all(ExecutionEvent.Cost.class)
                    .map(cost -> cost.usd() == null ? Usd.ZERO : cost.usd())
                    .reduce(Usd.ZERO, Usd::plus);

            // Then
            assertThat(Math.abs(sum.toBigDecimal().doubleValue() - total.doubleValue()))
                    .as(file.toString())
                    .isLessThan(1e-9);
        }
    }

    @Test
    void shouldFindTheFilesThatTheRecordingToolSawChange() throws IOException {
        TraceFormat format = TraceFormats.installed().byName("claude-code");
        int expected = 0;
        int hit = 0;
        Map<String, Set<String>> missed = new TreeMap<>();
        for (Path file : files(format)) {
            Path metadata = file.resolveSibling("metadata.json");
            if (!Files.exists(metadata)) {
                continue;
            }
            // Given
            Set<String> truth = new TreeSet<>();
            JSON.readTree(metadata.toFile()).path("files_touched").forEach(name -> truth.add(name.textValue()));

            // When
            Set<String> changed = new HashSet<>();
            Collected.read(format, file)
                    .all(ExecutionEvent.Action.class)
                    .filter(action -> Boolean.TRUE.equals(action.success()) && action.target() != null)
                    .filter(action -> Set.of("create", "write", "edit").contains(action.action()))
                    .forEach(action -> changed.add(action.target()));

            // Then
            for (String name : truth) {
                expected++;
                if (changed.stream().anyMatch(path -> path.endsWith(name))) {
                    hit++;
                } else {
                    missed.computeIfAbsent(file.getParent().toString(), f -> new TreeSet<>())
                            .add(name);
                }
            }
        }
        System.out.println("files touched: " + hit + " of " + expected + "; missed " + missed);
        assertThat(hit).isGreaterThan(expected / 2);
    }

    private List<Path> files(TraceFormat format) throws IOException {
        Collected problems = new Collected();
        List<Path> all = TraceFiles.find(format, List.of(Path.of(folder)), problems);
        List<Path> mine = new ArrayList<>();
        for (Path file : all) {
            mine.add(file);
        }
        assertThat(problems.problems()).isEmpty();
        return mine;
    }
}
