package dev.tracker.cli.dev;

import dev.tracker.cli.option.Endpoints;
import dev.tracker.core.cost.PriceTable;
import dev.tracker.streams.Guarantee;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code dev} runs, in this JVM, on free ports. */
public final class TestStack implements AutoCloseable {

    private final Path data;
    private final DevStack.Running running;

    private TestStack(Path data, DevStack.Running running) {
        this.data = data;
        this.running = running;
    }

    public static TestStack start(Path data) throws IOException, InterruptedException {
        return new TestStack(
                data,
                DevStack.start(
                        new DevSettings(
                                data,
                                0,
                                0,
                                0,
                                Guarantee.EXACTLY_ONCE,
                                PriceTable.shipped(),
                                DevSettings.Alerts.NONE_TOLD),
                        step -> {}));
    }

    /** The folder by which commands find it. */
    public Path data() {
        return data;
    }

    public Endpoints endpoints() {
        return running.endpoints();
    }

    @Override
    public void close() {
        running.stack().close();
    }
}
