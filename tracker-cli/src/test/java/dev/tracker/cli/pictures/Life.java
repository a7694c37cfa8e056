package dev.tracker.cli.pictures;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A made task's events, one after the other, as an agent that edits code would send them. Not thread-safe. */
final class Life {

    private static final List<String> CRITERIA = List.of(
            "All existing tests pass",
            "A new test fails without the change",
            "No new warnings",
            "The change is described in the changelog",
            "A reviewer has approved it");
    private static final List<Evidence> GRADES =
            List.of(Evidence.SELF_CHECKED, Evidence.OBSERVED, Evidence.CI, Evidence.OBSERVED, Evidence.CI);
    private static final List<String> FILES = List.of(
            "src/main/java/shop/orders/OrderPage.java",
            "src/main/java/shop/orders/OrderRepository.java",
            "src/main/java/shop/orders/Cursor.java",
            "src/test/java/shop/orders/OrderPageTest.java",
            "docs/paging.md",
            "pom.xml");
    private static final List<String> THOUGHTS = List.of(
            "Reading OrderRepository before the next change",
            "The cursor has to survive a deleted row; writing the test first",
            "Trying the second of three ways to split the query",
            "Comparing the answers of the old path and the new one",
            "The index is used now; 41 ms instead of 1.9 s");

    final String id;
    private final String agent;
    private final String project;
    private final @Nullable String parent;
    private final int maxIterations;
    private final Random random;
    private final List<ExecutionEvent> events = new ArrayList<>();
    private int sent;
    private int iteration;
    private int verified;
    private @Nullable String message;
    private Instant time;

    Life(String id, String title, String agent, String project, @Nullable String parent, Instant begun, int steps) {
        this.id = id;
        this.agent = agent;
        this.project = project;
        this.parent = parent;
        this.random = new Random(id.hashCode());
        this.maxIterations = steps;
        this.time = begun;
        Usd budget = Usd.of(Math.max(2, steps / 7));
        add(e -> new ExecutionEvent.Start(e, 0, CRITERIA, maxIterations, budget, title));
    }

    /** Works for so many iterations, up to that time; met by then are so many criteria. */
    Life work(int iterations, int criteria, Instant until) {
        int before = verified;
        Duration step = Duration.between(time, until).dividedBy(Math.max(1, iterations));
        Instant begin = time;
        for (int i = 1; i <= iterations; i++) {
            Duration jitter = step.dividedBy(100).multipliedBy(random.nextInt(60));
            time = i == iterations ? until : begin.plus(step.multipliedBy(i)).minus(jitter);
            step();
            while (verified < before + (criteria - before) * i / iterations) {
                int index = verified++;
                add(e -> new ExecutionEvent.Criterion(e, index, true, GRADES.get(index), null));
            }
        }
        return this;
    }

    /** Is silent for so long. */
    Life rests(Duration silence) {
        time = time.plus(silence);
        return this;
    }

    /** One iteration, now. */
    Life step(Instant now) {
        time = now;
        step();
        return this;
    }

    private void step() {
        int number = ++iteration;
        add(e -> new ExecutionEvent.Iteration(e, number));
        if (random.nextInt(3) == 0) {
            message = THOUGHTS.get(random.nextInt(THOUGHTS.size()));
            add(e -> new ExecutionEvent.Log(e, 0));
        }
        String file = FILES.get(random.nextInt(FILES.size()));
        String deed = iteration <= 2 ? "create" : random.nextInt(3) == 0 ? "read" : "edit";
        add(e -> new ExecutionEvent.Action(e, deed, file, true, 20 + random.nextInt(400)));
        boolean passed = random.nextInt(8) > 0;
        add(e -> new ExecutionEvent.Action(e, "run", "mvn -q verify", passed, 3_000 + random.nextInt(40_000)));
        if (random.nextInt(15) == 0) {
            add(e -> new ExecutionEvent.ErrorReport(e, "the model is overloaded, trying again in 20 s", true));
        }
        double usd = (300 + random.nextInt(1_700)) / 10_000.0;
        TokenCounts tokens = new TokenCounts(2_000 + random.nextInt(9_000), 300 + random.nextInt(900), 30_000, 0);
        add(e -> new ExecutionEvent.Cost(e, Usd.of(usd), tokens, "opus-large"));
    }

    Life waits(Instant now) {
        time = now;
        message = "A reviewer has to approve the migration";
        return add(e -> new ExecutionEvent.Waiting(e, Duration.ofHours(2).toMillis()));
    }

    /** Alive, but it does not move on. */
    Life says(String text, Instant now) {
        time = now;
        message = text;
        return add(e -> new ExecutionEvent.Log(e, 0));
    }

    Life ends(Outcome outcome, Instant now) {
        time = now;
        if (outcome == Outcome.FAILED) {
            add(e -> new ExecutionEvent.ErrorReport(e, "mvn verify: 3 tests failed", false));
        }
        return add(e -> new ExecutionEvent.Complete(e, outcome));
    }

    boolean hasRoom() {
        return iteration < maxIterations;
    }

    /** What has not been asked for yet. */
    List<ExecutionEvent> next() {
        List<ExecutionEvent> next = List.copyOf(events.subList(sent, events.size()));
        sent = events.size();
        return next;
    }

    private Life add(Function<EventEnvelope, ExecutionEvent> event) {
        int seq = events.size();
        UUID eventId = UUID.nameUUIDFromBytes((id + "/" + seq).getBytes(StandardCharsets.UTF_8));
        events.add(event.apply(new EventEnvelope(eventId, id, agent, project, parent, 1, seq, agent, time, message)));
        message = null;
        return this;
    }
}
