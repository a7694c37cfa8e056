package dev.tracker.ingest.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents(2);

    private static Outgoing event(int id, String message) {
        EventEnvelope envelope = new EventEnvelope(
                new UUID(0, id), "t", "a", "default", null, 1, EventEnvelope.UNSEQUENCED, "a", null, message);
        return new Outgoing("topic", new ExecutionEvent.Log(envelope, 0), new byte[0]);
    }

    @Test
    void shouldForgetTheOldestButNoneThatIsUnderWay() {
        // Given
        Outgoing waiting = event(0, "m");
        recent.admit(waiting);
        for (int i = 1; i <= 3; i++) {
            Outgoing stored = event(i, "m");
            assertThat(recent.admit(stored)).isInstanceOf(RecentEvents.Known.Nothing.class);
            recent.decided(stored, new Fate.Stored(0, i));
        }

        // When, then
        assertThat(recent.admit(event(0, "m"))).isEqualTo(new RecentEvents.Known.UnderWay(waiting));
        assertThat(recent.admit(event(1, "m"))).isInstanceOf(RecentEvents.Known.Nothing.class);
        assertThat(recent.admit(event(3, "m"))).isEqualTo(new RecentEvents.Known.InLog(new Fate.Stored(0, 3)));
    }

    @Test
    void shouldKnowItNoMoreWhenItFailed() {
        Outgoing failed = event(1, "m");
        recent.admit(failed);
        recent.decided(failed, null);

        assertThat(recent.admit(event(1, "m"))).isInstanceOf(RecentEvents.Known.Nothing.class);
    }

    @Test
    void shouldTellAnotherWithTheSameId() {
        Outgoing first = event(1, "m");
        recent.admit(first);
        assertThat(recent.admit(event(1, "n"))).isInstanceOf(RecentEvents.Known.OtherContent.class);
        recent.decided(first, new Fate.Stored(0, 1));
        assertThat(recent.admit(event(1, "n"))).isInstanceOf(RecentEvents.Known.OtherContent.class);
    }
}
