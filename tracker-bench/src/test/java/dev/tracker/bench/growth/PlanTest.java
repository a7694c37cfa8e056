package dev.tracker.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void shouldHaveThePointsOfThePageWhenNothingIsMadeShort() {
        assertThat(points(new Plan(300_000, 3, 1_000_000), 0)).containsExactly(1_000L, 10_000L, 100_000L, 1_000_000L);
        assertThat(points(new Plan(300_000, 3, 1_000_000), 1)).containsExactly(10L, 1_000L, 100_000L);
    }

    @Test
    void shouldEndWithTheMostTasksWhenThereAreFewer() {
        assertThat(points(new Plan(300_000, 3, 20_000), 0)).containsExactly(1_000L, 10_000L, 20_000L);
        assertThat(points(new Plan(300_000, 3, 500), 0)).containsExactly(500L);
    }

    @Test
    void shouldKeepTheSameTasksAtWorkWhenMoreAreKnown() {
        // Given
        KnownTasks tasks = new KnownTasks(10_000, 1_000);
        Map<String, Long> last = new HashMap<>();

        // When
        tasks.begin(event -> last.put(event.envelope().taskId(), 0L));
        int known = last.size();
        Set<String> active = new HashSet<>();
        tasks.phase(20_000, event -> {
            String taskId = event.envelope().taskId();
            active.add(taskId);
            assertThat(event.envelope().seq()).isEqualTo(last.merge(taskId, 1L, Long::sum));
        });

        // Then
        assertThat(known).isEqualTo(10_000);
        assertThat(active).hasSize(1_000);
    }

    @Test
    void shouldBeginAnotherTaskWhenOneHasLivedItsLife() {
        // When
        Map<String, List<ExecutionEvent>> tasks = new HashMap<>();
        new Lives(10, 10)
                .phase(
                        5_000,
                        event -> tasks.computeIfAbsent(event.envelope().taskId(), id -> new ArrayList<>())
                                .add(event));

        // Then
        assertThat(tasks.values()).allMatch(events -> events.size() <= 10);
        List<List<ExecutionEvent>> whole =
                tasks.values().stream().filter(events -> events.size() == 10).toList();
        assertThat(whole).hasSizeGreaterThan(480).allSatisfy(events -> {
            assertThat(events.get(0)).isInstanceOf(ExecutionEvent.Start.class);
            assertThat(events.get(9)).isInstanceOf(ExecutionEvent.Complete.class);
        });
    }

    @Test
    void shouldSendEventsThatAreEventsInEverySeries() {
        for (Series series : new Plan(500, 1, 1_000).series()) {
            for (Series.Point point : series.points()) {
                point.feed()
                        .phase(
                                20,
                                event -> assertThat(EventDecoder.decode(
                                                event.envelope().taskId().getBytes(StandardCharsets.UTF_8),
                                                EventEncoder.encode(event)))
                                        .as(series.name())
                                        .isEqualTo(new DecodedEvent.Valid(event)));
            }
        }
    }

    private static List<Long> points(Plan plan, int series) {
        return plan.series().get(series).points().stream().map(Series.Point::x).toList();
    }
}
