package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import java.util.List;

/**
 * Subjects of the module {@code tracker-bench-peers}, which has the many dependencies of other stream processors and is built with {@code -Ppeers} only. They
 * run with its class path, which never is that of this process.
 */
final class Peers {

    static final List<String> NAMES = List.of("flink", "flink-rocksdb");

    /** Names the class path; the launcher sets it. */
    static final String CLASS_PATH = "tracker.peers";

    /** What Flink's serializers and its cleaner of closures reach into, as its own start script allows them. */
    private static final List<String> JVM_OPTIONS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    static List<String> jvmOptions() {
        return JVM_OPTIONS;
    }

    /** @throws BenchException saying how to get them, if they were not built */
    static String classPath() {
        String classPath = System.getProperty(CLASS_PATH, "");
        if (classPath.isEmpty()) {
            throw new BenchException(
                    String.join(" and ", NAMES)
                            + " are not part of the usual build; have them built and take part with TRACKER_PEERS=1 ./tracker bench fold ...");
        }
        return classPath;
    }

    private Peers() {}
}
