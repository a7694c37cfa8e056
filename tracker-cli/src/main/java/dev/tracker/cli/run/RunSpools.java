package dev.tracker.cli.run;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.SpoolException;
import dev.tracker.core.client.SpoolStats;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.core.client.TrackerStats;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder of spools: runs that go on at the same time have one each, and the next run that finds one unused sends what is in it. */
final class RunSpools {

    private static final int MOST = 64;
    private static final long MAX_BYTES = 64L << 20;
    private static final Duration SLICE = Duration.ofMillis(50);

    private final Path folder;

    RunSpools(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    /**
     * A tracker with the first spool that nobody uses.
     *
     * @throws SpoolException if there is none, or none can be used
     */
    ProgressTracker open(TrackerSettings.Builder settings) {
        SpoolException last = new SpoolException("no spool in " + folder);
        for (int i = 0; i < MOST; i++) {
            try {
                return new ProgressTracker(settings.spool(folder.resolve(Integer.toString(i)), MAX_BYTES)
                        .build());
            } catch (SpoolException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Sends what lies in spools that nobody uses, within the time; says how many updates are left in those. */
    long drain(TrackerSettings.Builder settings, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = 0;
        for (Path spool : filled()) {
            try {
                ProgressTracker tracker =
                        new ProgressTracker(settings.spool(spool, MAX_BYTES).build());
                while (!tracker.flush(SLICE) && System.nanoTime() < end && !isHopeless(tracker.stats())) {
                    // Goes on.
                }
                CloseResult result = tracker.close(Duration.ZERO);
                left += result.spooled();
            } catch (SpoolException e) {
                // Its run goes on, and sends for itself.
            }
        }
        return left;
    }

    /** Nothing was taken, and something is known to be wrong. */
    private static boolean isHopeless(TrackerStats stats) {
        SpoolStats spool = stats.spool();
        return stats.lastFailure() != null && spool != null && spool.pending() >= spool.recovered();
    }

    private List<Path> filled() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> spools = Files.newDirectoryStream(folder)) {
                for (Path spool : spools) {
                    if (Files.isDirectory(spool) && hasSegments(spool)) {
                        found.add(spool);
                    }
                }
            }
        }
        return found;
    }

    private static boolean hasSegments(Path spool) throws IOException {
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(spool, "*.spool")) {
            return segments.iterator().hasNext();
        }
    }
}
