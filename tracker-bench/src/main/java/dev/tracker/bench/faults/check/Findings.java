package dev.tracker.bench.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All broken promises of a run. Not thread-safe. */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();
    private int deadLetters;

    void sawDeadLetters(int number) {
        deadLetters = number;
    }

    /** How many dead letters there were, none of which need be wrong. */
    public int deadLetters() {
        return deadLetters;
    }

    public void add(Invariant broken, String subject, String detail) {
        all.add(new Finding(broken, subject, detail));
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    public boolean has(Invariant broken, String subject) {
        return all.stream()
                .anyMatch(finding ->
                        finding.broken() == broken && finding.subject().equals(subject));
    }

    public long lost() {
        return count(Invariant::isLoss);
    }

    public long duplicated() {
        return count(Invariant::isDuplicate);
    }

    public long mismatched() {
        return count(Invariant::isMismatch);
    }

    public long madeUp() {
        return count(broken -> broken == Invariant.MADE_UP);
    }

    public long versionsBack() {
        return count(Invariant::isStepBack);
    }

    private long count(Predicate<Invariant> kind) {
        return all.stream().filter(finding -> kind.test(finding.broken())).count();
    }
}
