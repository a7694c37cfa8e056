package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who takes part in {@code bench fold}. */
final class Subjects {

    static final String TRACKER = "tracker";
    static final String COPY = "copy";
    static final String PARSE = "parse";
    static final String DSL = "dsl";
    static final String CONSUMER = "consumer";

    private static final Map<String, Subject> ALL = new LinkedHashMap<>();

    static {
        ALL.put(TRACKER, new TrackerSubject());
        ALL.put(COPY, new CopySubject());
        ALL.put(PARSE, new ParseSubject());
        ALL.put(DSL, new DslSubject());
        ALL.put(CONSUMER, new ConsumerSubject());
    }

    /** Those whose output is snapshots. */
    private static final Set<String> FOLDING = Set.of(TRACKER, DSL, CONSUMER);

    static Subject of(String name) {
        Subject subject = ALL.get(name);
        if (subject == null) {
            throw new BenchException("no subject is called " + name + "; known are " + String.join(", ", names()));
        }
        return subject;
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static boolean folds(String name) {
        return FOLDING.contains(name);
    }

    /** Whether it commits at intervals; who does not is measured once a round. */
    static boolean commits(String name) {
        return !name.equals(PARSE);
    }

    private Subjects() {}
}
