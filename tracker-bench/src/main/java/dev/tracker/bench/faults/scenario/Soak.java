package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.role.Usage;
import java.time.Duration;
import java.util.Random;

/** Nothing but work, and a look each minute at what could grow. */
final class Soak {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(50);

    static Step minute(int index, Random random) {
        return new Step(0, "minute " + (index + 1), stage -> {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            StringBuilder seen = new StringBuilder();
            for (Role role : stage.roles().all()) {
                Usage usage = role.usage();
                seen.append("%s heap %d MiB, %d files, %d threads; "
                        .formatted(role.name(), usage.heapMiB(), usage.openFiles(), usage.threads()));
            }
            return seen
                    + "state %d MiB, %d tasks"
                            .formatted(
                                    stage.roles().stateMiB(),
                                    stage.viewer().tasks().size());
        });
    }

    private Soak() {}
}
