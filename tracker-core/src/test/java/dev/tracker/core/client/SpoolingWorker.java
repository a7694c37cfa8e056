package dev.tracker.core.client;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker in a JVM of its own, with a spool, that says on standard output what was accepted, right after it was. */
final class SpoolingWorker {

    static final long SPOOL_BYTES = 16L << 20;

    /** @param arguments bootstrap, folder, task, name of the worker, number of updates */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        // What logs here must not stand between our lines.
        System.setOut(System.err);
        TrackerSettings settings = TrackerSettings.builder(arguments[0], "agent-1")
                .spool(Path.of(arguments[1]), SPOOL_BYTES)
                .build();
        ProgressTracker tracker = new ProgressTracker(settings);
        int updates = Integer.parseInt(arguments[4]);
        out.println("ready");
        for (int i = 0; i < updates; i++) {
            String update = arguments[3] + "/" + i;
            if (tracker.log(arguments[2], update).isAccepted()) {
                out.println(update);
            }
        }
        out.println("done");
        // Until somebody kills it.
        Thread.currentThread().join();
    }

    static Process start(String bootstrap, Path folder, String taskId, String worker, int updates) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolingWorker.class.getName(),
                bootstrap,
                folder.toString(),
                taskId,
                worker,
                Integer.toString(updates)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private SpoolingWorker() {}
}
