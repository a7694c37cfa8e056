package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BrokerRestartTest {

    private static final int EACH = 300;

    @Test
    void shouldDeliverEverythingOnceAndInOrderWhenTheBrokerWasAway(@TempDir Path folder) throws Exception {
        try (TestLog log = new TestLog(folder);
                ProgressTracker tracker = new ProgressTracker(log.settings())) {
            // Given updates before, while it goes away, and while it is away
            List<Delivery> deliveries = new ArrayList<>();
            say(tracker, deliveries);
            log.stopBroker();
            say(tracker, deliveries);

            // When it is back
            log.startBroker();
            say(tracker, deliveries);

            // Then
            assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
            assertThat(deliveries).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
            assertThat(log.eventsOf("a"))
                    .extracting(event -> event.envelope().seq())
                    .containsExactlyElementsOf(Updates.numbers(3 * EACH));
        }
    }

    private static void say(ProgressTracker tracker, List<Delivery> deliveries) {
        for (int i = 0; i < EACH; i++) {
            deliveries.add(tracker.log("a", "line"));
        }
    }
}
