package dev.tracker.formats.internal.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.run.RunPlace;
import dev.tracker.formats.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an independent evaluation found: the tests that had to begin to pass, then those that had to go on passing, each group by name, so that
 * their order tells nothing about their outcome.
 *
 * @param tests one criterion each
 */
record EvaluationReport(List<Test> tests) {

    record Test(String name, boolean passed) {}

    static final EvaluationReport NONE = new EvaluationReport(List.of());

    /** The report that belongs to the run; without tests if there is none. A broken one is reported to the sink. */
    static EvaluationReport find(RunPlace place, TraceSink sink) {
        Path file = ReportFinder.find(place);
        if (file == null) {
            return NONE;
        }
        JsonNode document;
        try {
            document = JsonFiles.document(file, sink);
        } catch (IOException e) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "the evaluation report can't be read: " + e.getMessage());
            return NONE;
        }
        return document == null ? NONE : of(document, place.instance());
    }

    private static EvaluationReport of(JsonNode document, String instance) {
        JsonNode report = document.has(instance) ? document.path(instance) : document;
        JsonNode status = report.path("tests_status");
        List<Test> tests = new ArrayList<>();
        addGroup(status.path("FAIL_TO_PASS"), tests);
        addGroup(status.path("PASS_TO_PASS"), tests);
        return new EvaluationReport(List.copyOf(tests));
    }

    private static void addGroup(JsonNode group, List<Test> tests) {
        Map<String, Boolean> byName = new TreeMap<>();
        put(group.path("success"), true, byName);
        put(group.path("failure"), false, byName);
        byName.forEach((name, passed) -> tests.add(new Test(name, passed)));
    }

    private static void put(JsonNode names, boolean passed, Map<String, Boolean> byName) {
        for (JsonNode name : names) {
            if (name.isTextual()) {
                byName.put(name.textValue(), passed);
            }
        }
    }

    List<String> names() {
        return tests.stream().map(Test::name).toList();
    }
}
