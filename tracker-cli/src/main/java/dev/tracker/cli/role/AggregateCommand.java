package dev.tracker.cli.role;

import dev.tracker.cli.option.KafkaOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "aggregate",
        mixinStandardHelpOptions = true, description = "x")
public final class AggregateCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        return 0;
    }
}
