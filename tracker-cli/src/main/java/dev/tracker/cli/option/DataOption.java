package dev.tracker.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder by which a running {@code dev} is found. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".tracker",
            description = "Folder of `tracker dev`, which tells where it listens (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".tracker");

    public Path path() {
        return data;
    }

    /** What the option or else a running {@code dev} gives. */
    public String resolve(
            @Nullable String given, String option, java.util.function.Function<Endpoints, String> fromDev) {
        if (given != null) {
            if (given.isBlank()) {
                throw new UserException(option + " must not be empty");
            }
            return given;
        }
        Endpoints endpoints = Endpoints.ofRunning(data);
        if (endpoints == null) {
            throw new UserException("no `tracker dev` is running with --data " + data
                    + "; start one, or say where to connect with " + option);
        }
        return fromDev.apply(endpoints);
    }
}
