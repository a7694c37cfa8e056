package dev.tracker.bridge;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tasks as one meets them, and some that nobody wants to meet. */
final class MadeUpFleet {

    /** Markup that would run if it were ever parsed as such. */
    static final String HOSTILE =
            "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script><b id=injected>bold</b>";

    private static final List<String> TITLES = List.of(
            "Fix the flaky login test",
            "Migrate billing to the new tax service",
            "Add cursor paging to the orders API",
            "Upgrade to PostgreSQL 18",
            "Write the runbook for failover",
            "Remove the old feature flags",
            "Investigate slow checkout in Norway",
            "Translate the onboarding mails",
            "Port the importer to streaming reads",
            "Reduce the container image",
            "Split the monolith's report module",
            "Review dependency licences");
    private static final List<String> AGENTS = List.of("ada", "grace", "linus", "barbara", "edsger");
    private static final List<Evidence> GRADES = List.of(Evidence.values());
    private static final List<String> PROJECTS = List.of("shop", "billing", "platform");
    private static final String[] CRITERIA = {
        "All existing tests pass",
        "A new test fails without the change",
        "No new warnings",
        "The change is described in the changelog",
        "A reviewer has approved it"
    };

    /** Usual tasks in all states, heard of at different times before {@code now}. */
    static void usual(TaskFeed feed, Instant now) {
        Random random = new Random(7);
        for (int i = 0; i < 36; i++) {
            String id = String.format("task-%04d", 1000 + i * 37);
            int fate = i % 9;
            Instant begun = now.minusSeconds(1800L + random.nextInt(4000));
            feed.by(AGENTS.get(i % AGENTS.size()), PROJECTS.get(i % PROJECTS.size()))
                    .at(begun);
            String title = TITLES.get(i % TITLES.size());
            int max = 10 + random.nextInt(40);
            feed.event(id, e -> new ExecutionEvent.Start(e, 0, List.of(CRITERIA), max, Usd.of(2.5), title));
            work(feed, id, random, fate == 3 ? CRITERIA.length : random.nextInt(CRITERIA.length), max);
            feed.at(now.minusSeconds(fate == 5 ? 1500 : fate == 6 ? 420 : 2L + random.nextInt(200)));
            end(feed, id, fate);
        }
    }

    private static void work(TaskFeed feed, String id, Random random, int verified, int max) {
        feed.event(id, e -> new ExecutionEvent.Iteration(e, 1 + random.nextInt(max)));
        for (int c = 0; c < verified; c++) {
            int index = c;
            Evidence grade = GRADES.get(random.nextInt(GRADES.size()));
            feed.event(id, e -> new ExecutionEvent.Criterion(e, index, true, grade, null));
        }
        feed.create(id, "src/main/java/shop/orders/OrderPage.java").create(id, "docs/paging.md");
        feed.event(id, e -> new ExecutionEvent.Action(e, "edit", "pom.xml", true, 40));
        feed.event(id, e -> new ExecutionEvent.Action(e, "run", "mvn -q verify", random.nextBoolean(), 4100));
        double usd = Math.round(random.nextDouble() * 29_000) / 10_000.0;
        feed.event(
                id,
                e -> new ExecutionEvent.Cost(
                        e, Usd.of(usd), new TokenCounts(random.nextInt(900_000), 21_000, 400_000, 0), "opus-large"));
    }

    private static void end(TaskFeed feed, String id, int fate) {
        switch (fate) {
            case 3 -> feed.complete(id);
            case 4 ->
                feed.event(id, e -> new ExecutionEvent.ErrorReport(e, "mvn verify: 3 tests failed", false))
                        .event(id, e -> new ExecutionEvent.Complete(e, Outcome.FAILED));
            case 7 -> feed.event(id, e -> new ExecutionEvent.Waiting(e, 1_800_000));
            case 8 -> feed.event(id, e -> new ExecutionEvent.Complete(e, Outcome.CANCELLED));
            case 0 -> feed.create(id, "src/test/java/shop/orders/OrderPageTest.java");
            case 1, 2 ->
                feed.event(id, e -> new ExecutionEvent.Iteration(e, 60))
                        .log(id, "Trying the second of three ways to split the query");
            default -> feed.log(id, "Reading OrderRepository before the next change");
        }
    }

    /** A task that has delegated parts of its work, over two levels. */
    static void family(TaskFeed feed, Instant now) {
        Random random = new Random(11);
        List<String> parts =
                List.of("Inventory of callers", "New adapter", "Switch of traffic", "Removal of the old path");
        child(feed, random, now, "move-payments", null, "Move payments to the new provider");
        for (int i = 0; i < parts.size(); i++) {
            String id = "move-payments/" + (i + 1);
            child(feed, random, now, id, "move-payments", parts.get(i));
            for (int j = 0; i == 1 && j < 3; j++) {
                child(
                        feed,
                        random,
                        now,
                        id + "/" + (j + 1),
                        id,
                        List.of("Refunds", "Webhooks", "Retries").get(j));
            }
        }
        feed.under(null);
    }

    private static void child(
            TaskFeed feed, Random random, Instant now, String id, @Nullable String parent, String title) {
        feed.by(AGENTS.get(random.nextInt(AGENTS.size())), "billing")
                .under(parent)
                .at(now.minusSeconds(1200 + random.nextInt(600)));
        feed.event(id, e -> new ExecutionEvent.Start(e, 0, List.of(CRITERIA), 40, Usd.of(4), title));
        work(feed, id, random, 2 + random.nextInt(3), 40);
        feed.at(now.minusSeconds(2L + random.nextInt(40))).log(id, "Comparing the answers of both providers");
    }

    /** Every text field of a task, filled with what does harm where it is trusted. */
    static void hostile(TaskFeed feed, Instant now) {
        feed.by(HOSTILE, "<svg onload=window.pwned=1>").at(now.minusSeconds(1));
        feed.start("hostile/" + HOSTILE, "Title " + HOSTILE, "Criterion " + HOSTILE, "javascript:window.pwned=1");
        feed.log("hostile/" + HOSTILE, "Log " + HOSTILE).create("hostile/" + HOSTILE, "file/" + HOSTILE);
        feed.by("\u202egnitcelfer", "right-to-left").at(now.minusSeconds(3));
        feed.start("rtl-\u202e-\u05d0\u05d1\u05d2", "\u202eReversed title \u05e9\u05dc\u05d5\u05dd \u2066x");
        feed.by("agent", "long").at(now.minusSeconds(4));
        feed.start("l".repeat(256), "W".repeat(200));
        feed.event("proto", MadeUpFleet::prototype);
    }

    private static ExecutionEvent prototype(EventEnvelope envelope) {
        return new ExecutionEvent.Start(envelope, 0, List.of("__proto__", "constructor"), 0, null, "__proto__");
    }

    private MadeUpFleet() {}
}
