package dev.tracker.cli.role;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How the runs of a retention that repeats itself have gone. Thread-safe. */
final class RetentionState {

    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final AtomicLong succeededAt = new AtomicLong();
    private final Counter succeeded;
    private final Counter failed;

    RetentionState(MeterRegistry registry) {
        TimeGauge.builder("tracker.retention.last.success", succeededAt, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("When a run last succeeded, in seconds since 1970; 0 before the first one")
                .register(registry);
        succeeded = registry.counter("tracker.retention.runs", "outcome", "done");
        failed = registry.counter("tracker.retention.runs", "outcome", "failed");
    }

    /** @param why it failed or was refused, null if it succeeded */
    void ended(@Nullable String why) {
        problem.set(why);
        if (why == null) {
            succeededAt.set(System.currentTimeMillis());
            succeeded.increment();
        } else {
            failed.increment();
        }
    }

    /** Why the last run did not succeed, null if it did or there was none yet. */
    @Nullable
    String problem() {
        return problem.get();
    }
}
