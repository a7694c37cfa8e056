package dev.tracker.cli.feed;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.client.UndeliveredException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run a made fleet of agents until Ctrl-C, or for a time.",
        footer = {"", "Examples:", "  tracker simulate 50", "  tracker simulate 1000 --pace 10 --seconds 60 --seed 1"})
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "20",
            description = "Agents (default: ${DEFAULT-VALUE}).")
    private int agents = 20;

    @Option(
            names = "--pace",
            paramLabel = "X",
            defaultValue = "1",
            description = "How much faster than people can follow.")
    private double pace = 1;

    @Option(names = "--seconds", paramLabel = "N", description = "Stop after that time.")
    private long seconds = Long.MAX_VALUE;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same tasks.")
    private Long seed = System.nanoTime();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (agents < 1 || agents > 1_000_000) {
            throw new UserException("the number of agents must be from 1 to 1000000, not " + agents);
        }
        if (!(pace > 0 && pace <= 10_000)) {
            throw new UserException("--pace must be above 0 and at most 10000, not " + pace);
        }
        if (seconds < 0) {
            throw new UserException("--seconds must be 0 or more, not " + seconds);
        }
        PrintWriter out = spec.commandLine().getOut();
        Fleet fleet = Fleet.start(kafka.clientProperties(), agents, pace, seed);
        Thread closing = new Thread(fleet::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(closing);
        out.println(agents + " made agents at work (seed " + seed + "); Ctrl-C stops them");
        out.flush();
        long left = seconds;
        while (left > 0) {
            long slice = Math.min(left, 5);
            TimeUnit.SECONDS.sleep(slice);
            left -= slice;
            out.printf("%,d events delivered%n", fleet.delivered());
            out.flush();
        }
        Runtime.getRuntime().removeShutdownHook(closing);
        try {
            fleet.close();
        } catch (UndeliveredException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
        out.printf("%,d events delivered%n", fleet.delivered());
        out.flush();
        return 0;
    }
}
