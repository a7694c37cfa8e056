package dev.tracker.bench.ingest;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Broker and ingest in JVMs of their own, whoever sends in this one. Not thread-safe. */
final class IngestBench implements AutoCloseable {

    /** One event a request is slow: fewer of them say as much. */
    private static final int MOST_REQUESTS = 30_000;

    private final Progress progress;
    private final int events;
    private final int connections;
    private final TempFolder work;
    private final BrokerProcess broker;
    private final PlainProducer producer;
    private final ChildJvm ingest;
    private final int port;

    private IngestBench(
            BenchOptions options,
            Progress progress,
            int events,
            int connections,
            TempFolder work,
            BrokerProcess broker) {
        this.progress = progress;
        this.events = events;
        this.connections = connections;
        this.work = work;
        this.broker = broker;
        this.producer = new PlainProducer(broker.bootstrap());
        this.ingest = ChildJvm.start(
                "ingest",
                options.logFolder(work.path()),
                List.of("-Xms1g", "-Xmx1g"),
                IngestMain.class,
                List.of(broker.bootstrap()));
        this.port = Integer.parseInt(ingest.answer());
    }

    static IngestBench start(BenchOptions options, Progress progress, int events, int connections) {
        TempFolder work = options.workFolder("ingest");
        BrokerProcess broker = BrokerProcess.start(work.path());
        try {
            new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            return new IngestBench(options, progress, events, connections, work, broker);
        } catch (RuntimeException e) {
            broker.close();
            work.close();
            throw e;
        }
    }

    /** Runs everything once, for the JVMs to compile what they need. */
    void warmUp(List<Integer> batches) throws InterruptedException {
        IngestFigures nowhere = new IngestFigures();
        run(-1, batches, nowhere);
    }

    /** Each subject once. */
    void run(int round, List<Integer> batches, IngestFigures figures) throws InterruptedException {
        List<ExecutionEvent> made = Bodies.events(events);
        add(round, IngestFigures.PRODUCER, 0, events, figures, () -> producer.run(made));
        for (int batch : batches) {
            int count = (int) Math.min(events, (long) batch * MOST_REQUESTS);
            List<byte[]> lines = Bodies.lines(Bodies.events(count), batch);
            HttpLoad http = new HttpLoad(port, "/v1/events", "application/x-ndjson");
            add(round, IngestFigures.HTTP, batch, count, figures, () -> http.run(lines, connections));
            List<byte[]> spans = Bodies.spans(count, batch);
            HttpLoad otlp = new HttpLoad(port, "/v1/traces", "application/x-protobuf");
            add(round, IngestFigures.OTLP, batch, count, figures, () -> otlp.run(spans, connections));
        }
    }

    /** Work that says how many seconds it took. */
    @FunctionalInterface
    private interface Timed {
        double run() throws InterruptedException;
    }

    private void add(int round, String subject, int batch, int count, IngestFigures figures, Timed timed)
            throws InterruptedException {
        long before = logEnd();
        double seconds = timed.run();
        long written = logEnd() - before;
        // A trace has one event more, that it has begun; where its spans come over several connections at once, more
        // than one.
        boolean isRight = subject.equals(IngestFigures.OTLP) ? written >= count : written == count;
        if (!isRight) {
            throw new BenchException(subject + " wrote " + written + " events, not " + count);
        }
        figures.add(round, subject, batch, count / seconds);
        progress.accept("%s, %,d a request: %,.0f events/s".formatted(subject, batch, count / seconds));
    }

    private long logEnd() {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, Topics.DEFAULT_PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.EVENTS, partition), partition -> OffsetSpec.latest()));
        return broker
                .admin()
                .listOffsets(latest)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    @Override
    public void close() {
        ingest.close();
        producer.close();
        broker.close();
        work.close();
    }
}
