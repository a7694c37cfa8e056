package dev.tracker.cli.replay;

import dev.tracker.cli.replay.claude.ClaudeCodeFormat;
import dev.tracker.cli.replay.gemini.GeminiCliFormat;
import dev.tracker.cli.replay.mini.MiniSweAgentFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The formats that can be read. */
public final class TraceFormats {

    private static final List<TraceFormat> ALL =
            List.of(new MiniSweAgentFormat(), new ClaudeCodeFormat(), new GeminiCliFormat());

    /** Every format, in the order to list them for people. */
    public static List<TraceFormat> all() {
        return ALL;
    }

    /** The names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(TraceFormat::name).collect(Collectors.toUnmodifiableList());
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static TraceFormat byName(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no trace format is called '" + name + "'; known are " + String.join(", ", names())));
    }

    private TraceFormats() {}
}
