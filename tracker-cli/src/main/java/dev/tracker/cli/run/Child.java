package dev.tracker.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command while it runs, and the signals that are passed on to it. */
final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    private final AtomicReference<@Nullable String> signal = new AtomicReference<>();
    private volatile @Nullable Process process;

    private Child() {}

    /**
     * Starts it with this process's standard input.
     *
     * @param keepsOutput whether it gets this process's outputs themselves, a terminal perhaps
     * @throws IOException if there is no such program, or it can't be run
     */
    static Child start(List<String> command, Map<String, String> environment, boolean keepsOutput) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT);
        if (keepsOutput) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        builder.environment().putAll(environment);
        Child child = new Child();
        // First the handlers: a signal between the two would end this process alone.
        for (String name : List.of("TERM", "INT", "HUP")) {
            Signals.handle(name, child::passOn);
        }
        child.process = builder.start();
        String early = child.signal();
        if (early != null) {
            child.passOn(early);
        }
        return child;
    }

    private void passOn(String name) {
        signal.compareAndSet(null, name);
        Process started = process;
        if (started == null) {
            return;
        }
        // From a terminal, Ctrl-C reaches the whole group, the command too; a second one would be an order to die at
        // once.
        boolean reachedIt = name.equals("INT") && Boolean.getBoolean("tracker.terminal");
        if (name.equals("TERM")) {
            // Not Process.destroy(), which also closes our ends of its input and output.
            started.toHandle().destroy();
        } else if (!reachedIt) {
            kill(name, started.pid());
        }
    }

    private static void kill(String name, long pid) {
        try {
            Process unused = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.error("SIG{} could not be passed on: {}", name, e.toString());
        }
    }

    Process process() {
        return Objects.requireNonNull(process);
    }

    /** The first signal that came for it, without SIG; null if none did. */
    @Nullable
    String signal() {
        return signal.get();
    }
}
