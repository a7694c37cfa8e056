package dev.tracker.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderEventsTest {

    private static final Duration STEP = Duration.ofMillis(20);

    private final List<String> problems = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldTellOfFilesThatAreMadeAndWrittenTo() throws IOException {
        // Given
        try (FolderEvents events = new FolderEvents(List.of(folder), problems::add)) {
            Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
            awaitChange(events, file);

            // When
            Files.writeString(file, "{}\n", StandardOpenOption.APPEND);

            // Then
            awaitChange(events, file);
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void shouldAskForALookEverywhereWhenAFolderComesAndThenWatchIt() throws IOException {
        // Given
        try (FolderEvents events = new FolderEvents(List.of(folder), problems::add)) {
            // When
            Path deep = Files.createDirectories(folder.resolve("project/session/subagents"));

            // Then
            await().until(() -> events.await(STEP).isUnsure());
            Path file = Files.writeString(deep.resolve("agent-1.jsonl"), "{}\n");
            awaitChange(events, file);
        }
    }

    @Test
    void shouldTellOfAFileThatIsNamedItself() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.jsonl"), "");
        try (FolderEvents events = new FolderEvents(List.of(file), problems::add)) {
            // When
            Files.writeString(file, "{}\n");

            // Then
            awaitChange(events, file);
        }
    }

    private static void awaitChange(FolderEvents events, Path file) {
        Set<Path> changed = new HashSet<>();
        await().until(() -> changed.addAll(events.await(STEP).files()) && changed.contains(file));
    }
}
