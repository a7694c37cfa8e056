package dev.tracker.cli.pictures;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A made fleet as one would meet it in the afternoon: most of it done or at work, some of it in need of somebody. */
final class Showcase {

    private static final List<String> TITLES = List.of(
            "Fix the flaky login test",
            "Migrate billing to the new tax service",
            "Upgrade to PostgreSQL 18",
            "Write the runbook for failover",
            "Remove the old feature flags",
            "Investigate slow checkout in Norway",
            "Translate the onboarding mails",
            "Port the importer to streaming reads",
            "Reduce the container image",
            "Split the report module",
            "Review dependency licences",
            "Make the search tolerate typing errors",
            "Cache the exchange rates");
    private static final List<String> AGENTS =
            List.of("ada", "grace", "linus", "barbara", "edsger", "margaret", "donald");
    private static final List<String> PROJECTS = List.of("shop", "billing", "platform");
    private static final int TASKS = 240;

    private final Instant now;
    private final Random random = new Random(7);
    private final List<Life> all = new ArrayList<>();
    private final List<Life> atWork = new ArrayList<>();

    Showcase(Instant now) {
        this.now = now;
        for (int i = 0; i < TASKS; i++) {
            usual(i);
        }
        paging();
        family();
    }

    /** Those that go on. */
    List<Life> atWork() {
        return atWork;
    }

    private void usual(int number) {
        int steps = 20 + random.nextInt(40);
        int done = 4 + random.nextInt(steps - 4);
        int met = done * 5 / steps;
        String id = "task-" + (1000 + number * 37);
        switch (number % 40) {
            case 0 -> {
                Instant end = ago(60 + random.nextInt(3_000));
                begun(id, number, end, done, steps).work(done, met, end).ends(Outcome.FAILED, end);
            }
            case 1, 2 -> {
                Instant last = ago(60 + random.nextInt(900));
                begun(id, number, last, done, steps).work(done, met, last).waits(last);
            }
            case 3 -> {
                Instant last = ago(500 + random.nextInt(300));
                begun(id, number, last, done, steps)
                        .work(done, met, last)
                        .says("Waiting for the lock of the build folder", ago(5 + random.nextInt(60)));
            }
            case 4 -> {
                Instant last = ago(1_500 + random.nextInt(4_000));
                begun(id, number, last, done, steps).work(done, met, last);
            }
            case 5 -> {
                Instant end = ago(60 + random.nextInt(3_000));
                begun(id, number, end, done, steps).work(done, met, end).ends(Outcome.CANCELLED, end);
            }
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 -> {
                Instant last = ago(1 + random.nextInt(40));
                atWork.add(begun(id, number, last, done, steps).work(done, met, last));
            }
            default -> {
                Instant end = ago(60 + random.nextInt(3_000));
                begun(id, number, end, done, steps).work(done, 5, end).ends(Outcome.SUCCESS, end);
            }
        }
    }

    /** A task that will have done so many iterations by then. */
    private Life begun(String id, int number, Instant last, int iterations, int steps) {
        Life life = new Life(
                id,
                TITLES.get(number % TITLES.size()),
                AGENTS.get(random.nextInt(AGENTS.size())),
                PROJECTS.get(random.nextInt(PROJECTS.size())),
                null,
                last.minusSeconds(45L * iterations),
                steps);
        all.add(life);
        return life;
    }

    /** The one that is looked at closely: two bursts of work with a silence between them that was too long. */
    private void paging() {
        Life life = new Life(
                "orders-paging",
                "Add cursor paging to the orders API",
                "grace",
                "shop",
                null,
                ago(Duration.ofMinutes(52)),
                60);
        life.work(17, 2, ago(Duration.ofMinutes(36))).rests(Duration.ofMinutes(9));
        life.work(12, 3, ago(Duration.ofMinutes(14)));
        life.work(14, 4, ago(Duration.ofSeconds(6)));
        all.add(life);
        atWork.add(life);
    }

    /** A task that has delegated parts of its work, over two levels. */
    private void family() {
        Life root = part("move-payments", null, "Move payments to the new provider", 12);
        root.work(12, 2, ago(Duration.ofMinutes(4))).waits(ago(Duration.ofMinutes(2)));
        part("move-payments/callers", "move-payments", "Inventory of callers", 10)
                .work(10, 5, ago(Duration.ofMinutes(25)))
                .ends(Outcome.SUCCESS, ago(Duration.ofMinutes(25)));
        part("move-payments/adapter", "move-payments", "New adapter", 20).work(14, 3, ago(Duration.ofSeconds(20)));
        part("move-payments/adapter/refunds", "move-payments/adapter", "Refunds", 14)
                .work(14, 5, ago(Duration.ofMinutes(9)))
                .ends(Outcome.SUCCESS, ago(Duration.ofMinutes(9)));
        part("move-payments/adapter/webhooks", "move-payments/adapter", "Webhooks", 16)
                .work(9, 2, ago(Duration.ofMinutes(29)))
                .says("The sandbox of the provider does not answer", ago(Duration.ofMinutes(1)));
        part("move-payments/adapter/retries", "move-payments/adapter", "Retries", 16)
                .work(12, 4, ago(Duration.ofSeconds(12)));
        part("move-payments/traffic", "move-payments", "Switch of traffic", 16).work(3, 0, ago(Duration.ofSeconds(35)));
    }

    private Life part(String id, @Nullable String parent, String title, int steps) {
        String agent = AGENTS.get(Math.floorMod(id.hashCode(), AGENTS.size()));
        Life life = new Life(id, title, agent, "billing", parent, ago(Duration.ofMinutes(44)), steps);
        all.add(life);
        return life;
    }

    private Instant ago(long seconds) {
        return now.minusSeconds(seconds);
    }

    private Instant ago(Duration time) {
        return now.minus(time);
    }

    /** All events so far of all tasks, in the order of time. */
    List<ExecutionEvent> events() {
        return all.stream()
                .flatMap(life -> life.next().stream())
                .sorted(Comparator.comparing(
                        (ExecutionEvent event) -> event.envelope().timestamp()))
                .toList();
    }
}
