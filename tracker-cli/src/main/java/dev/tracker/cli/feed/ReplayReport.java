package dev.tracker.cli.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.look.TerminalText;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import dev.tracker.formats.TraceSink;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Counts what a replay reads and sends. Written by one thread; the counts may be read by others. */
final class ReplayReport implements TraceSink {

    /** Problems shown in words; the rest are counted. */
    private static final int MOST_SHOWN = 20;

    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> tasks = new HashSet<>();
    private volatile int total;
    private volatile long startedNanos = System.nanoTime();
    private final TraceFormats formats;
    private Consumer<ExecutionEvent> receiver = event -> {};
    private CostEstimator costs = CostEstimator.NONE;

    ReplayReport(TraceFormats formats) {
        this.formats = formats;
    }

    void begin(int filesFound) {
        total = filesFound;
        startedNanos = System.nanoTime();
    }

    /** Reads a file; one that can't be read is a problem, not the end. */
    void read(TraceFormat format, Path file, Consumer<ExecutionEvent> each) {
        receiver = each;
        try {
            TraceFormat other = format.recognizes(file) ? null : formats.detect(file);
            if (other != null
                    && !other.name().equals(format.name())
                    && !format.name().equals(TraceFormats.AUTO)) {
                unreadable(file, WHOLE_FILE, "not of the format " + format.name() + " but of " + other.name());
            } else {
                format.read(file, this);
            }
        } catch (KafkaException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Also what a format of others may throw, which must not end the replay of all other files.
            unreadable(file, WHOLE_FILE, e.toString());
        }
        files.incrementAndGet();
    }

    /** Whether there was nothing to be read in any file. */
    boolean isEmpty() {
        return records.get() == 0;
    }

    @Override
    public void event(ExecutionEvent event) {
        tasks.add(event.envelope().taskId());
        receiver.accept(event);
    }

    /** One more event was handed to Kafka. */
    void sent() {
        events.incrementAndGet();
    }

    /** By whom costs were estimated. */
    void costs(CostEstimator estimator) {
        costs = estimator;
    }

    @Override
    public void unreadable(Path file, long line, String reason) {
        unreadable.incrementAndGet();
        if (problems.size() < MOST_SHOWN) {
            problems.add(file + (line == WHOLE_FILE ? "" : ":" + line) + ": " + reason);
        }
    }

    @Override
    public void record(Path file) {
        records.incrementAndGet();
    }

    String line() {
        return String.format(
                "%,d of %,d files, %,d records, %,d events, %,.0f events/s, %,d unreadable",
                files.get(), total, records.get(), events.get(), events.get() / seconds(), unreadable.get());
    }

    void print(PrintWriter out, @Nullable ObjectMapper json) throws JsonProcessingException {
        double seconds = seconds();
        if (json == null) {
            problems.forEach(problem -> out.println("unreadable: " + problem));
            if (unreadable.get() > problems.size()) {
                out.println("unreadable: … and " + (unreadable.get() - problems.size()) + " more");
            }
            out.printf(
                    "%,d files, %,d records, %,d tasks: %,d events in %.1f s (%,.0f/s); %,d unreadable%n",
                    files.get(),
                    records.get(),
                    tasks.size(),
                    events.get(),
                    seconds,
                    events.get() / seconds,
                    unreadable.get());
            printCosts(out);
        } else {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("files", files.get());
            form.put("records", records.get());
            form.put("tasks", tasks.size());
            form.put("events", events.get());
            form.put("unreadable", unreadable.get());
            form.put("problems", problems);
            form.put("costsEstimated", costs.estimated());
            form.put("costsUnpriced", costs.unpriced());
            form.put("unpricedModels", costs.unpricedModels());
            form.put("seconds", Math.round(seconds * 100) / 100.0);
            form.put("perSecond", Math.round(events.get() / seconds));
            out.println(json.writeValueAsString(form));
        }
        out.flush();
    }

    private void printCosts(PrintWriter out) {
        if (costs.estimated() > 0) {
            out.printf("%,d costs estimated from tokens by list prices (`tracker prices`)%n", costs.estimated());
        }
        if (costs.unpriced() > 0) {
            String models = costs.unpricedModels().isEmpty()
                    ? ""
                    : ": no price for " + TerminalText.oneLine(String.join(", ", costs.unpricedModels()));
            out.printf("%,d costs stay unknown, of tokens only%s%n", costs.unpriced(), models);
        }
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
    }
}
