package dev.tracker.bench.faults;

import dev.tracker.bench.faults.check.Finding;
import dev.tracker.bench.faults.check.Findings;
import dev.tracker.bench.faults.check.Invariant;
import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Layout;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.TempFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Checks the checker: breaks promises on purpose, on a real installation, and sees whether each is found and named. A checker that finds nothing proves nothing until it has found what was there.
 */
public final class SelfTest {

    private static final Layout LAYOUT = Layout.USUAL.withAggregators(1);
    private static final long SEED = 1;

    /** Each takes seconds: time enough for the aggregator to commit what it has read. */
    private static final int MOST_LOOKS = 20;

    private final Consumer<String> progress;
    private final int events;
    private final Map<String, Boolean> found = new LinkedHashMap<>();

    /** @param events how many workers send before anything is broken, and again before the last */
    public SelfTest(int events, Consumer<String> progress) {
        this.events = events;
        this.progress = progress;
    }

    /**
     * Does all of it.
     *
     * @return by what was broken, whether it was found
     * @throws BenchException if something is found where nothing was broken
     */
    public Map<String, Boolean> run(Path work) throws InterruptedException {
        try (TempFolder folder = TempFolder.below(work, "self-test");
                Stage stage = Stage.start(LAYOUT, folder.path(), SEED)) {
            stage.awaitAcked(events);
            requireClean(stage.rest());
            progress.accept("nothing is wrong, and nothing was found");

            Sabotage sabotage = new Sabotage(stage);
            String lost = sabotage.loseARow();
            String doubled = sabotage.doubleARow();
            String stale = sabotage.publishAStaleSnapshot();
            String back = sabotage.publishAnOlderVersion();
            String rowBack = sabotage.takeARowBack();
            Findings findings = stage.check();
            expect("a lost event", findings, Invariant.LOST, lost);
            expect("a duplicated row", findings, Invariant.DUPLICATED, doubled);
            expect("a stale snapshot", findings, Invariant.WRONG_SNAPSHOT, stale);
            expect("a version that goes back on the topic", findings, Invariant.TOPIC_WENT_BACK, back);
            expect("a version that goes back in the table", findings, Invariant.TABLE_WENT_BACK, rowBack);

            flushAfterCommit(stage);
        }
        return found;
    }

    private static void requireClean(Findings findings) {
        if (!findings.all().isEmpty()) {
            throw new BenchException("something is wrong before anything was broken: "
                    + findings.all().stream().limit(5).map(Finding::toString).collect(Collectors.joining("; ")));
        }
    }

    private void expect(String what, Findings findings, Invariant invariant, String subject) {
        tell(what, invariant, subject, findings.has(invariant, subject));
    }

    /** Which tasks it hits is up to the moments of the commits: those whose last events were in the last one. */
    private void flushAfterCommit(Stage stage) throws InterruptedException {
        Role aggregator = stage.roles().aggregators().get(0);
        aggregator.stop();
        aggregator.startWithLateSnapshots();
        aggregator.awaitReady();
        stage.resumeWork();
        stage.awaitAcked(2 * events);
        stage.endWork();
        Optional<Finding> hit = Optional.empty();
        for (int looks = 0; looks < MOST_LOOKS && hit.isEmpty(); looks++) {
            hit = stage.check().all().stream()
                    .filter(finding -> finding.broken() == Invariant.FLUSHED_AFTER_COMMIT)
                    .findFirst();
        }
        tell(
                "a flush after the commit",
                Invariant.FLUSHED_AFTER_COMMIT,
                hit.map(Finding::subject).orElse(""),
                hit.isPresent());
    }

    private void tell(String what, Invariant invariant, String subject, boolean isFound) {
        found.put(what, isFound);
        progress.accept((isFound ? "found " : "NOT FOUND ") + what + ": " + invariant + " " + subject);
    }
}
