package dev.tracker.cli.feed;

import dev.tracker.cli.option.UserException;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which formats of recordings there are. */
public final class FormatOptions {

    /** Looked into without being told. */
    private static final String FOLDER = "formats";

    @Option(
            names = "--formats",
            paramLabel = "JAR|DIR",
            split = ",",
            description = {
                "Jars with further formats, or folders of such jars, with commas between (default: the folder formats",
                "within --data). They are run: take none that you do not trust."
            })
    private List<Path> plugins = List.of();

    @Option(names = "--list-formats", description = "List the formats, and end.")
    private boolean listing;

    private @Nullable TraceFormats loaded;

    /** Whether only a list is wanted. */
    public boolean isListing() {
        return listing;
    }

    /**
     * The formats that come along and those of plug-ins.
     *
     * @param data folder of {@code tracker dev}
     * @throws UserException if a plug-in can't be used
     */
    public TraceFormats load(Path data) {
        if (loaded == null) {
            loaded = loadFrom(plugins.isEmpty() ? usual(data) : plugins);
        }
        return loaded;
    }

    private static List<Path> usual(Path data) {
        Path folder = data.resolve(FOLDER);
        return Files.isDirectory(folder) ? List.of(folder) : List.of();
    }

    private static TraceFormats loadFrom(List<Path> plugins) {
        try {
            return TraceFormats.with(plugins);
        } catch (IOException e) {
            throw new UserException("--formats: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UserException("--formats: " + e.getMessage() + " (" + plugins + ")", e);
        }
    }

    /**
     * The format of that name.
     *
     * @throws UserException listing the names, if there is none
     */
    public TraceFormat named(String name, Path data) {
        try {
            return load(data).byName(name);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Prints the list, a format a line. */
    public void list(Path data, PrintWriter out) {
        for (TraceFormat format : load(data).all()) {
            String folders = String.join(", ", format.usualFolders());
            out.printf("%-16s %s%s%n", format.name(), format.description(), folders.isEmpty() ? "" : ", in " + folders);
        }
        out.printf("%-16s %s%n", TraceFormats.AUTO, "whatever each file turns out to be");
        out.flush();
    }
}
