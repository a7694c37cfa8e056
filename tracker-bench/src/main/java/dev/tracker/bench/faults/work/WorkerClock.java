package dev.tracker.bench.faults.work;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** What a worker's clock shows. */
public enum WorkerClock {
    RIGHT {
        @Override
        Instant at(Instant now, Random random) {
            return now;
        }
    },

    /** 1970, 9999, a day too early, a day too late, sometimes right. */
    JUMPING {
        @Override
        Instant at(Instant now, Random random) {
            return switch (random.nextInt(5)) {
                case 0 -> Instant.EPOCH.plusSeconds(random.nextInt(1000));
                case 1 -> Instant.parse("9999-12-31T23:59:59Z").minusSeconds(random.nextInt(1000));
                case 2 -> now.minus(1, ChronoUnit.DAYS);
                case 3 -> now.plus(1, ChronoUnit.DAYS);
                default -> now;
            };
        }
    };

    abstract Instant at(Instant now, Random random);
}
