package dev.tracker.core;

import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the full form has beyond the dashboard form. */
final class FullForm {

    static void addTo(Map<String, @Nullable Object> form, TaskProgress task) {
        form.put("startSeen", task.startSeen());
        form.put("reportedPercent", task.reportedPercent());
        form.put("criteriaDeclared", task.criteria().declared());
        form.put("criteria", criteria(task.criteria()));
        form.put("files", files(task.files().entries()));
        form.put("log", log(task.logs()));
        form.put("applied", task.counters().applied());
        form.put("fenced", task.counters().fenced());
        form.put("rejected", task.counters().rejected());
        form.put("transientErrors", task.counters().transientErrors());
        form.put("emitters", task.emitters().cursors().size());
        form.put("heard", task.clocks().heard());
        form.put("rhythmMs", task.clocks().rhythmMs());
        form.put("expectedSilenceMs", task.clocks().expectedSilenceMs());
        form.put("skewMs", task.clocks().skewMs());
        form.put("position", position(task));
    }

    /** Every declared criterion has an entry, also one that nothing is known of yet. */
    private static List<Map<String, @Nullable Object>> criteria(Criteria criteria) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        int next = 0;
        for (CriterionState entry : criteria.entries()) {
            for (; next < entry.index() && criteria.declared() > 0; next++) {
                list.add(criterion(CriterionState.unverified(next, null)));
            }
            list.add(criterion(entry));
            next = entry.index() + 1;
        }
        for (; next < criteria.declared(); next++) {
            list.add(criterion(CriterionState.unverified(next, null)));
        }
        return list;
    }

    private static Map<String, @Nullable Object> criterion(CriterionState entry) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("index", entry.index());
        form.put("text", entry.text());
        form.put("verified", entry.verified());
        form.put("evidence", entry.evidence() == null ? null : entry.evidence().wireName());
        return form;
    }

    private static List<Map<String, Object>> files(List<FileEntry> entries) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (FileEntry entry : entries) {
            list.add(Map.of("path", entry.path(), "created", entry.created()));
        }
        return list;
    }

    private static List<Map<String, String>> log(List<LogEntry> entries) {
        List<Map<String, String>> list = new ArrayList<>();
        for (LogEntry entry : entries) {
            list.add(Map.of("at", entry.at().toString(), "message", entry.message()));
        }
        return list;
    }

    private static Map<String, Object> position(TaskProgress task) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("partition", task.position().partition());
        form.put("offset", task.position().offset());
        form.put("appendedAt", task.position().appendedAt().toString());
        return form;
    }

    private FullForm() {}
}
