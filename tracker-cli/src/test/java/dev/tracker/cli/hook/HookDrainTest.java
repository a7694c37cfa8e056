package dev.tracker.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracker.cli.hook.HookCounts.What;
import dev.tracker.schemas.ExecutionEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookDrainTest {

    @TempDir
    private Path folder;

    private HookInbox inbox;
    private int stored;

    @BeforeEach
    void openInbox() throws IOException {
        inbox = new HookInbox(folder);
        Files.createDirectories(inbox.stateFolder());
        Files.createDirectories(folder.resolve("new"));
    }

    @Test
    void shouldSendInOrderOfArrivalAndLeaveNothingWhenKafkaTakesIt() throws IOException {
        HookInputs.session().forEach(this::store);
        List<ExecutionEvent> sent = new ArrayList<>();

        HookDrain drain = new HookDrain(inbox, false);
        assertThat(drain.round(sent::addAll)).isTrue();

        assertThat(drain.round(sent::addAll)).isFalse();
        assertThat(numbers(sent, HookInputs.SESSION)).isSorted().startsWith(0L).doesNotHaveDuplicates();
        assertThat(drain.counts().get(What.INPUTS))
                .isEqualTo(HookInputs.session().size());
        assertThat(drain.counts().get(What.EVENTS)).isEqualTo(sent.size());
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldSendTheSameOnceMoreWhenTheSenderDiedBeforeItKnew() throws IOException {
        // Given a sender whose events arrived, and who died before it could write that down
        HookInputs.session().subList(0, 5).forEach(this::store);
        List<ExecutionEvent> first = new ArrayList<>();
        HookDrain dying = new HookDrain(inbox, false);
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> dying.round(events -> {
                    first.addAll(events);
                    throw new KafkaException("died");
                }));

        // When more has come, some of it with an earlier time, before the next one begins
        HookInputs.session().subList(5, 8).forEach(this::store);
        storeAt(HookInputs.of("PreCompact", ""), Instant.EPOCH);
        List<ExecutionEvent> second = new ArrayList<>();
        new HookDrain(inbox, false).round(second::addAll);

        // Then it sends the same events first, with the same ids and numbers, and then the rest
        assertThat(second.subList(0, first.size())).isEqualTo(first);
        assertThat(numbers(second, HookInputs.SESSION)).isSorted().doesNotHaveDuplicates();
        assertThat(second).hasSizeGreaterThan(first.size() + 3);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldNotSendAgainWhatIsKnownToHaveArrivedWhenItsFileIsStillThere() throws IOException {
        store(HookInputs.session().get(0));
        Path file = waiting().get(0);
        byte[] content = Files.readAllBytes(file);
        new HookDrain(inbox, false).round(events -> {});

        Files.write(file, content);
        List<ExecutionEvent> again = new ArrayList<>();
        new HookDrain(inbox, false).round(again::addAll);

        assertThat(again).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldPutAsideAndCountWhatNobodyCanRead() throws IOException {
        store("no JSON at all");
        store(HookInputs.of("MoonRise", ""));
        String cut = HookInputs.session().get(3);
        store(cut.substring(0, cut.length() - 4));
        Files.writeString(folder.resolve("refused"), "...");

        HookDrain drain = new HookDrain(inbox, false);
        drain.round(events -> {});

        assertThat(drain.counts().ofNow())
                .containsEntry("inputs", 2L)
                .containsEntry("unreadable", 1L)
                .containsEntry("unknown", 1L)
                .containsEntry("brokenOff", 1L)
                .containsEntry("refused", 3L);
        assertThat(folder.resolve("unreadable"))
                .isDirectoryContaining(file -> file.toString().endsWith(".json"));
        assertThat(new HookCounts(inbox.stateFolder()).total()).containsEntry("refused", 3L);
    }

    @Test
    void shouldGoOnUnderAnotherNameWhenWhatWasKnownIsLost() throws IOException {
        store(HookInputs.session().get(0));
        List<ExecutionEvent> sent = new ArrayList<>();
        new HookDrain(inbox, false).round(sent::addAll);
        try (Stream<Path> states = Files.list(inbox.stateFolder())) {
            for (Path state : states.toList()) {
                Files.writeString(state, "{torn");
            }
        }

        store(HookInputs.session().get(1));
        new HookDrain(inbox, false).round(sent::addAll);

        assertThat(sent.get(1).envelope().emitterId())
                .isNotEqualTo(sent.get(0).envelope().emitterId());
        assertThat(sent.get(1).envelope().seq()).isZero();
    }

    @Test
    void shouldLetOneSenderWorkAtATime() throws IOException {
        try (HookInbox.Claim claim = inbox.tryClaim()) {
            assertThat(claim).isNotNull();
            assertThat(inbox.tryClaim()).isNull();
        }
        HookInbox.Claim later = inbox.tryClaim();
        assertThat(later).isNotNull();
        later.close();
    }

    @Test
    void shouldKeepOnlyTheBeginningOfAHugeInput() throws IOException {
        String huge = HookInputs.tool(
                "PostToolUse",
                "Bash",
                "t",
                "{\"command\":\"cat\"}",
                "\"tool_response\":\"" + "x".repeat(3_000_000) + "\"");

        inbox.store(new ByteArrayInputStream(huge.getBytes(StandardCharsets.UTF_8)));

        assertThat(waiting()).hasSize(1);
        assertThat(waiting().get(0)).hasSize(HookInbox.MAX_BYTES);
    }

    private void store(String text) {
        storeAt(text, Instant.parse("2026-03-01T10:00:00Z").plusSeconds(stored));
    }

    private void storeAt(String text, Instant time) {
        try {
            Path file = folder.resolve("new").resolve(100 - stored + ".json");
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(time));
            stored++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> waiting() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            return files.toList();
        }
    }

    private static List<Long> numbers(List<ExecutionEvent> events, String taskId) {
        return events.stream()
                .filter(event -> event.envelope().taskId().equals(taskId))
                .map(event -> event.envelope().seq())
                .toList();
    }
}
