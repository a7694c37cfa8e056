package dev.tracker.bench.ingest;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Events a second over HTTP, from the first request to the last answer, each answered once Kafka has it.",
            "The limit, in the same run, is Kafka's own producer with the same settings. Everything runs on this machine."
        },
        footer = {
            "",
            "Subjects:",
            "  producer  KafkaProducer, acks=all, idempotent, handed encoded events by one thread",
            "  http      POST /v1/events, NDJSON, so many events a request",
            "  otlp      POST /v1/traces, protobuf, so many spans a request; a span is counted as one event"
        })
public final class IngestCommand implements Callable<Integer> {

    private static final int EVENTS = 300_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,100,1000",
            description = "Events a request, at most 10,000 (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "16",
            description = "Requests at a time (default: ${DEFAULT-VALUE}).")
    private int connections = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        int events = Math.toIntExact(options.events(EVENTS));
        Progress progress = new Progress(spec.commandLine().getErr());
        IngestFigures figures = new IngestFigures();
        try (IngestBench bench = IngestBench.start(options, progress, events, connections)) {
            progress.accept("warming up");
            bench.warmUp(batches);
            for (int round = 0; round < options.rounds(); round++) {
                bench.run(round, batches, figures);
            }
        }
        String note = "%,d events a run, at most 30,000 requests; %d connections.".formatted(events, connections);
        options.results(spec.commandLine().getOut(), events)
                .publish("ingest", BenchOptions.commandLine(spec), note, figures.measures(connections));
        return 0;
    }
}
