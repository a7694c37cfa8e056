package dev.tracker.cli.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.Ran;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.formats.TraceFiles;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same runs of mini-swe-agent by every way in end in the same state, but for what a way cannot carry, which is listed here and in docs/ingest.md. The
 * sample of the project or, where the property or environment variable {@code RECORDED_TRACES} names a folder of recordings, those.
 */
@ExtendWith(SharedStack.class)
class EveryWayInTest {

    private static final String FORMAT = "mini-swe-agent";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Where in the log a task's events lie, and when they came there: no two runs have that in common, whatever the way. */
    private static final Set<String> OF_THE_LOG = Set.of(
            "version",
            "position/appendedAt",
            "position/offset",
            "position/partition",
            "clocks/lastHeardAt",
            "clocks/lastAdvancedAt",
            "clocks/rhythmMs",
            "clocks/skewMs");

    /** A worker has its own clock and counts its own events; an end has no words. */
    private static final Set<String> NOT_BY_A_WORKER =
            Set.of("clocks/startedAt", "clocks/completedAt", "emitters/cursors", "logs/at", "logs/message");

    /** Nothing of this has an attribute, and what is not sent is not counted. */
    private static final Set<String> NOT_BY_SPANS = Set.of(
            "clocks/heard",
            "cost/budgetUsd",
            "counters/applied",
            "counters/errors",
            "criteria/declared",
            "criteria/entries",
            "criteria/verified",
            "emitters/cursors",
            "iteration",
            "logs/at",
            "logs/message",
            "maxIterations",
            "percent");

    @TempDir
    private Path folder;

    @Test
    void shouldEndInTheSameStateByEveryWayIn(TestStack stack) throws Exception {
        // Given
        Path recordings = recordings();
        List<ExecutionEvent> events = events(recordings);
        Map<String, Map<String, Object>> replayed = by(
                "way0replay-", events, stack, renamed -> run(stack, "replay", FORMAT, copy(recordings, "way0replay-")));
        HttpWay http = new HttpWay(stack);

        // When
        Map<String, Map<String, Object>> watched = by(
                "way0watch-",
                events,
                stack,
                renamed -> run(stack, "watch", FORMAT, copy(recordings, "way0watch-"), "--once"));
        Map<String, Map<String, Object>> lines = by("way0lines-", events, stack, http::lines);
        Map<String, Map<String, Object>> structured = by("way0structured-", events, stack, http::structured);
        Map<String, Map<String, Object>> binary = by("way0binary-", events, stack, http::binary);
        Map<String, Map<String, Object>> worker =
                by("way0worker-", events, stack, new WorkerWay(stack.endpoints().bootstrap())::send);
        Map<String, Map<String, Object>> spans = by("way0spans-", events, stack, renamed -> {
            for (List<ExecutionEvent> task : byTask(renamed).values()) {
                http.traces(SpanWay.export(task));
            }
        });

        // Then
        assertThat(replayed).isNotEmpty();
        assertThat(differences(replayed, watched)).isEmpty();
        assertThat(differences(replayed, lines)).isEmpty();
        assertThat(differences(replayed, structured)).isEmpty();
        assertThat(differences(replayed, binary)).isEmpty();
        assertThat(differences(replayed, worker)).isEqualTo(NOT_BY_A_WORKER);
        Set<String> bySpans = differences(replayed, spans);
        // Where the model has a price, an estimate takes the place of the amount, and may equal it.
        bySpans.removeAll(Set.of("cost/usd", "cost/usdKnown", "cost/usdEstimated"));
        assertThat(bySpans).isEqualTo(NOT_BY_SPANS);
    }

    /** It may speak of its progress. */
    private static void run(TestStack stack, String... arguments) {
        Ran ran = Ran.command(stack, arguments);
        assertThat(ran.exit()).as("%s", ran).isZero();
    }

    /** Sends the recording under names of its own, and waits for what comes of it. */
    private static Map<String, Map<String, Object>> by(
            String prefix, List<ExecutionEvent> events, TestStack stack, Sending way) throws Exception {
        Renamed names = new Renamed(prefix);
        List<ExecutionEvent> renamed = names.all(events);
        Set<String> tasks = byTask(renamed).keySet();
        way.send(renamed);
        TopicReader reader =
                new TopicReader(Map.of("bootstrap.servers", stack.endpoints().bootstrap()));
        // Only what is read after an audit found nothing waiting is all of it: a run may be told of after its end.
        await().atMost(PATIENCE)
                .until(() ->
                        Ran.well(stack, "audit", "--json").json().path("ok").asBoolean());
        Map<String, TaskProgress> ended = Snapshots.read(reader);
        ended.keySet().retainAll(tasks);
        assertThat(ended.keySet()).isEqualTo(tasks);
        assertThat(ended.values()).allMatch(task -> task.status().isTerminal());
        Set<Instant> times = events.stream()
                .map(event -> event.envelope().timestamp())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Map<String, Object>> states = new TreeMap<>();
        ended.forEach((task, state) -> {
            String json = names.undo(new String(SnapshotWriter.write(state), StandardCharsets.UTF_8));
            states.put(names.undo(task), fields(Ran.parse(json), times));
        });
        return states;
    }

    /** Fields of a state, or of a part of it, in which any task is not as it was replayed. */
    private static Set<String> differences(
            Map<String, Map<String, Object>> replayed, Map<String, Map<String, Object>> other) {
        assertThat(other.keySet()).isEqualTo(replayed.keySet());
        Set<String> found = new TreeSet<>();
        replayed.forEach((task, state) -> Stream.concat(state.keySet().stream(), other.get(task).keySet().stream())
                .filter(name -> !Objects.equals(state.get(name), other.get(task).get(name)))
                .forEach(found::add));
        return found;
    }

    /** @param times of events; lines of other times were given them by the broker */
    private static Map<String, Object> fields(JsonNode state, Set<Instant> times) {
        Map<String, Object> fields = new TreeMap<>();
        state.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode part) {
                part.properties().forEach(inner -> fields.put(field.getKey() + "/" + inner.getKey(), inner.getValue()));
            } else {
                fields.put(field.getKey(), field.getValue());
            }
        });
        List<JsonNode> lines = new ArrayList<>();
        state.path("logs").forEach(lines::add);
        fields.remove("logs");
        fields.put(
                "logs/message", lines.stream().map(line -> line.path("message")).toList());
        fields.put(
                "logs/at",
                lines.stream()
                        .map(line -> Instant.parse(line.path("at").asText()))
                        .filter(times::contains)
                        .toList());
        fields.keySet().removeAll(OF_THE_LOG);
        return fields;
    }

    private static Map<String, List<ExecutionEvent>> byTask(List<ExecutionEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.envelope().taskId(), LinkedHashMap::new, Collectors.toList()));
    }

    private static List<ExecutionEvent> events(Path recordings) throws IOException {
        TraceFormat format = TraceFormats.installed().byName(FORMAT);
        Collected collected = new Collected();
        TraceFiles.readAll(format, TraceFiles.find(format, List.of(recordings), collected), collected);
        assertThat(collected.problems()).isEmpty();
        return collected.events();
    }

    private static Path recordings() {
        String named = System.getProperty("RECORDED_TRACES", System.getenv().getOrDefault("RECORDED_TRACES", ""));
        return named.isEmpty()
                ? Path.of("../tracker-formats/src/test/resources/replay").resolve(FORMAT)
                : Path.of(named).resolve(FORMAT);
    }

    /** The batches of the copy are renamed, and so are its tasks and projects. */
    private String copy(Path recordings, String prefix) throws IOException {
        Path copy = folder.resolve(prefix + "copy");
        try (Stream<Path> files = Files.walk(recordings)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path place = recordings.relativize(file);
                int batch = place.startsWith("output") ? 1 : 2;
                Path target = copy.resolve(place.subpath(0, batch))
                        .resolve(prefix + place.getName(batch))
                        .resolve(place.subpath(batch + 1, place.getNameCount()));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy.toString();
    }

    private interface Sending {
        void send(List<ExecutionEvent> renamed) throws Exception;
    }
}
