package dev.tracker.cli.role;

import dev.tracker.cli.option.CommonOptions;
import dev.tracker.cli.option.KafkaOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "sink", description = "x")
public final class SinkCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        return 0;
    }
}
