package dev.tracker.core.reference;

import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The criteria of a task by index. */
final class ReferenceCriteria {

    private final TreeMap<Integer, CriterionState> entries = new TreeMap<>();
    private int declared;

    /** Whether a criterion of that index may be reported. */
    boolean admits(int index) {
        return declared == 0 || index < declared;
    }

    /** Takes a declared list; returns how many known criteria it dropped. */
    int declare(List<String> texts) {
        int dropped = declare(texts.size());
        int length = 0;
        boolean isFull = false;
        for (int index = 0; index < declared; index++) {
            String text = ReferenceTexts.cut(texts.get(index), TaskProgress.MAX_CRITERION_TEXT);
            isFull = isFull || length + text.length() > TaskProgress.MAX_CRITERIA_TEXT;
            length += isFull ? 0 : text.length();
            CriterionState known = entries.get(index);
            boolean verified = known != null && known.verified();
            Evidence evidence = known == null ? null : known.evidence();
            entries.put(index, new CriterionState(index, isFull ? null : text, verified, evidence));
        }
        return dropped;
    }

    /** Takes a declared number, which names no texts and so leaves those that are known; returns how many known criteria it dropped. */
    int declare(int total) {
        declared = total;
        var beyond = entries.tailMap(total);
        int dropped = beyond.size();
        beyond.clear();
        return dropped;
    }

    /** Takes a verdict; returns whether it changed the criterion. */
    boolean judge(ExecutionEvent.Criterion event) {
        CriterionState known = entries.get(event.index());
        Evidence evidence = event.evidence();
        if (event.verified() && known != null && known.verified()) {
            evidence = higher(evidence, known.evidence());
        }
        String text = known == null ? null : known.text();
        if (text == null && event.text() != null) {
            String offered = ReferenceTexts.cut(event.text(), TaskProgress.MAX_CRITERION_TEXT);
            if (textLength() + offered.length() <= TaskProgress.MAX_CRITERIA_TEXT) {
                text = offered;
            }
        }
        CriterionState now = new CriterionState(event.index(), text, event.verified(), evidence);
        entries.put(event.index(), now);
        return !now.equals(known);
    }

    private static Evidence higher(Evidence a, @Nullable Evidence b) {
        return b == null || a.compareTo(b) >= 0 ? a : b;
    }

    private int textLength() {
        int length = 0;
        for (CriterionState entry : entries.values()) {
            length += entry.text() == null ? 0 : entry.text().length();
        }
        return length;
    }

    /** What a newer attempt begins with. */
    void forgetVerdicts() {
        entries.replaceAll((index, entry) -> new CriterionState(index, entry.text(), false, null));
    }

    Criteria toCriteria() {
        int verified =
                (int) entries.values().stream().filter(CriterionState::verified).count();
        return new Criteria(declared, verified, new ArrayList<>(entries.values()));
    }
}
