package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who takes part in {@code bench fold}. */
final class Subjects {

    static final String TRACKER = "tracker";
    static final String TRACKER_STRICT = "tracker-strict";
    static final String COPY = "copy";
    static final String PARSE = "parse";
    static final String DSL = "dsl";
    static final String CONSUMER = "consumer";

    private static final Map<String, Subject> ALL = new LinkedHashMap<>();

    static {
        ALL.put(TRACKER, new TrackerSubject(false));
        ALL.put(TRACKER_STRICT, new TrackerSubject(true));
        ALL.put(COPY, new CopySubject());
        ALL.put(PARSE, new ParseSubject());
        ALL.put(DSL, new DslSubject());
        ALL.put(CONSUMER, new ConsumerSubject());
    }

    /** Those whose output is snapshots. */
    private static final Set<String> FOLDING = Set.of(TRACKER, TRACKER_STRICT, DSL, CONSUMER);

    /** The subject; none of the peers. */
    static Subject of(String name) {
        Subject subject = ALL.get(name);
        if (subject == null) {
            throw new BenchException("no subject is called " + name + "; known are " + String.join(", ", names()));
        }
        return subject;
    }

    /** @throws BenchException if there is no such subject, or it was not built */
    static void require(String name) {
        if (isPeer(name)) {
            String unused = Peers.classPath();
        } else {
            Subject unused = of(name);
        }
    }

    static List<String> names() {
        return Stream.concat(ALL.keySet().stream(), Peers.NAMES.stream()).toList();
    }

    /** Whether it is the aggregator, which writes to the topics of the product. */
    static boolean isTracker(String name) {
        return name.equals(TRACKER) || name.equals(TRACKER_STRICT);
    }

    static boolean isPeer(String name) {
        return Peers.NAMES.contains(name);
    }

    static boolean folds(String name) {
        return FOLDING.contains(name) || isPeer(name);
    }

    /** Whether it commits at intervals; who does not is measured once a round. */
    static boolean commits(String name) {
        return !name.equals(PARSE);
    }

    private Subjects() {}
}
