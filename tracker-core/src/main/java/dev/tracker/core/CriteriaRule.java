package dev.tracker.core;

import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the criteria a set by index, and verdicts monotone in evidence unless a verdict is withdrawn. */
final class CriteriaRule {

    static boolean isOutOfRange(LiveTask task, ExecutionEvent.Criterion event) {
        int declared = task.criteria.declared();
        return declared > 0 && event.index() >= declared;
    }

    /** Enters a verdict; says whether anything changed. */
    static boolean judge(LiveTask task, ExecutionEvent.Criterion event) {
        List<CriterionState> entries = new ArrayList<>(task.criteria.entries());
        int at = lowestNotBelow(entries, event.index());
        CriterionState before =
                at < entries.size() && entries.get(at).index() == event.index() ? entries.get(at) : null;
        CriterionState after = judged(before, event, textOf(before, event, entries));
        if (before == null) {
            entries.add(at, after);
        } else if (before.equals(after)) {
            return false;
        } else {
            entries.set(at, after);
        }
        int verified =
                task.criteria.verified() + (after.verified() ? 1 : 0) - (before != null && before.verified() ? 1 : 0);
        task.criteria = new Criteria(task.criteria.declared(), verified, entries);
        return true;
    }

    private static CriterionState judged(
            @Nullable CriterionState before, ExecutionEvent.Criterion event, @Nullable String text) {
        Evidence evidence = before != null && before.verified() && event.verified()
                ? event.evidence().or(before.evidence())
                : event.evidence();
        return new CriterionState(event.index(), text, event.verified(), evidence);
    }

    private static @Nullable String textOf(
            @Nullable CriterionState before, ExecutionEvent.Criterion event, List<CriterionState> entries) {
        if (before != null && before.text() != null) {
            return before.text();
        }
        if (event.text() == null) {
            return null;
        }
        String text = Texts.abridge(event.text(), TaskProgress.MAX_CRITERION_TEXT);
        int total = text.length();
        for (CriterionState entry : entries) {
            total += entry.text() == null ? 0 : entry.text().length();
        }
        return total <= TaskProgress.MAX_CRITERIA_TEXT ? text : null;
    }

    /** Replaces the declaration; verdicts on indexes that it still has stay. */
    static void declare(LiveTask task, ExecutionEvent.Start start) {
        int declared = start.criteriaTotal();
        List<CriterionState> kept = new ArrayList<>();
        for (CriterionState entry : task.criteria.entries()) {
            if (entry.index() < declared) {
                kept.add(entry);
            } else {
                task.rejected++;
            }
        }
        task.criteria = Criteria.of(declared, start.criteria() == null ? kept : named(start.criteria(), kept));
    }

    private static List<CriterionState> named(List<String> texts, List<CriterionState> verdicts) {
        List<CriterionState> entries = new ArrayList<>(texts.size());
        int total = 0;
        int next = 0;
        for (int index = 0; index < texts.size(); index++) {
            String text = Texts.abridge(texts.get(index), TaskProgress.MAX_CRITERION_TEXT);
            total += text.length();
            String kept = total <= TaskProgress.MAX_CRITERIA_TEXT ? text : null;
            if (next < verdicts.size() && verdicts.get(next).index() == index) {
                CriterionState verdict = verdicts.get(next++);
                entries.add(new CriterionState(index, kept, verdict.verified(), verdict.evidence()));
            } else {
                entries.add(CriterionState.unverified(index, kept));
            }
        }
        return entries;
    }

    private static int lowestNotBelow(List<CriterionState> entries, int index) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).index() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private CriteriaRule() {}
}
