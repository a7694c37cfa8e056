package dev.tracker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.core.reference.ReferenceReducer.Verdict;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventSequencesTest {

    private static final int SEEDS = 60;
    private static final int LENGTH = 600;

    @Test
    void shouldGiveTheSameLogWhenTheSeedIsTheSame() {
        // Given a seed
        long seed = 42;

        // When it is used twice
        var first = EventSequences.ofSeed(seed, 300);
        var second = EventSequences.ofSeed(seed, 300);

        // Then the logs are equal, and those of another seed are not
        assertThat(first).hasSize(300).isEqualTo(second);
        assertThat(EventSequences.ofSeed(43, 300)).isNotEqualTo(first);
    }

    @Test
    void shouldKeepTheBoundsOfTheCodecWhateverTheSeed() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (EventSequences.Step step : EventSequences.ofSeed(seed, 150)) {
                byte[] key = step.event().envelope().taskId().getBytes(StandardCharsets.UTF_8);
                assertThat(EventDecoder.decode(key, EventEncoder.encode(step.event())))
                        .isInstanceOf(DecodedEvent.Valid.class);
            }
        }
    }

    @Test
    void shouldExerciseTheRulesWhenManySeedsAreTried() {
        // Given what is to be met
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        Set<String> met = new TreeSet<>();

        // When the logs of many seeds are folded
        for (long seed = 0; seed < SEEDS; seed++) {
            Map<String, ReferenceReducer> tasks = new HashMap<>();
            for (EventSequences.Step step : EventSequences.ofSeed(seed, LENGTH)) {
                ReferenceReducer task =
                        tasks.computeIfAbsent(step.event().envelope().taskId(), id -> new ReferenceReducer());
                types.add(step.event().type());
                verdicts.add(task.accept(step.event(), step.position()));
            }
            tasks.values().forEach(task -> note(task.progress(), met));
        }

        // Then every type, every verdict and every bound was met
        assertThat(types).containsExactlyInAnyOrder(EventType.values());
        assertThat(verdicts).containsExactlyInAnyOrder(Verdict.values());
        assertThat(met)
                .contains(
                        "status complete",
                        "status failed",
                        "status cancelled",
                        "status in_progress",
                        "lost numbers",
                        "eight ranges",
                        "forgotten emitters",
                        "full file list",
                        "full file paths",
                        "unlisted files",
                        "full log",
                        "saturated dollars",
                        "criteria without text");
    }

    private static void note(TaskProgress progress, Set<String> met) {
        met.add("status " + progress.status().wireName());
        progress.emitters().cursors().forEach(cursor -> {
            note(cursor.lost() > 0, "lost numbers", met);
            note(cursor.missing().size() == 8, "eight ranges", met);
        });
        note(progress.emitters().forgotten() > 0, "forgotten emitters", met);
        note(progress.files().entries().size() == Files.MAX_ENTRIES, "full file list", met);
        int paths = progress.files().entries().stream()
                .mapToInt(file -> file.path().length())
                .sum();
        note(paths == Files.MAX_TOTAL_PATH, "full file paths", met);
        note(progress.files().unlisted() > 0, "unlisted files", met);
        note(progress.logs().size() == TaskProgress.MAX_LOGS, "full log", met);
        note(progress.cost().usd().pico() == Long.MAX_VALUE, "saturated dollars", met);
        boolean hasTextless = progress.criteria().declared() > 250
                && progress.criteria().entries().size() == progress.criteria().declared()
                && progress.criteria().entries().stream().anyMatch(entry -> entry.text() == null);
        note(hasTextless, "criteria without text", met);
    }

    private static void note(boolean holds, String what, Set<String> met) {
        if (holds) {
            met.add(what);
        }
    }
}
