package dev.tracker.streams;

import dev.tracker.schemas.ExecutionEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless flow of the events of a fleet, some of them sent twice and some not events at all. The same seed gives the same flow. Not thread-safe.
 */
final class EventFeed {

    private static final int AT_ONCE = 40;
    private static final int ITERATIONS = 30;

    private static final class Life {
        final List<ExecutionEvent> events;
        int next;

        Life(List<ExecutionEvent> events) {
            this.events = events;
        }
    }

    private final TestCluster cluster;
    private final Random random;
    private final List<Life> running = new ArrayList<>();
    private int tasks;

    EventFeed(TestCluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    /** Sends so many records and returns when the broker has them. */
    void send(int records) {
        for (int i = 0; i < records; i++) {
            if (random.nextInt(100) == 0) {
                cluster.send(bytes("task-" + random.nextInt(10)), bytes("no event " + random.nextInt(1000)));
            } else {
                sendEvent();
            }
        }
        cluster.flush();
    }

    private void sendEvent() {
        while (running.size() < AT_ONCE) {
            running.add(new Life(TestEvents.life("task-" + tasks++, ITERATIONS)));
        }
        int place = random.nextInt(AT_ONCE);
        Life life = running.get(place);
        boolean again = life.next > 0 && random.nextInt(50) == 0;
        cluster.send(life.events.get(again ? random.nextInt(life.next) : life.next++));
        if (life.next == life.events.size()) {
            running.remove(place);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
