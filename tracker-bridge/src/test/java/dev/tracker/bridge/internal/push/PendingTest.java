package dev.tracker.bridge.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {

    private final Pending pending = new Pending();

    @Test
    void shouldRememberATaskOnceWhenItChangesOften() {
        // When
        for (int i = 0; i < 1000; i++) {
            pending.changed(List.of("a", "b"));
        }

        // Then
        assertThat(pending.size()).isEqualTo(2);
        assertThat(drain()).containsExactly("a", "b");
    }

    @Test
    void shouldSayReadyAfterTheSnapshotAndBeforeLaterChanges() {
        // Given
        pending.status("old status");
        pending.changed(List.of("z"));

        // When
        pending.snapshot("reset", List.of("a", "b"), "ready");
        pending.changed(List.of("b", "c"));
        pending.status("status");

        // Then
        assertThat(drain()).containsExactly("reset", "a", "b", "ready", "status", "c");
    }

    @Test
    void shouldKeepOnlyTheNewestStatusWhenTheViewerIsSlow() {
        pending.status("1");
        pending.status("2");
        assertThat(drain()).containsExactly("2");
    }

    @Test
    void shouldSayWhatIsLastWhenNothingElseWaits() {
        pending.changed(List.of("a", "b"));
        assertThat(pending.poll()).isEqualTo(new Pending.Next(null, "a", false));
        assertThat(pending.poll()).isEqualTo(new Pending.Next(null, "b", true));
        assertThat(pending.poll()).isNull();
    }

    private List<String> drain() {
        List<String> all = new ArrayList<>();
        for (Pending.Next next = pending.poll(); next != null; next = pending.poll()) {
            all.add(next.control() != null ? next.control() : String.valueOf(next.taskId()));
        }
        return all;
    }
}
