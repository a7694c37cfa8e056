package dev.tracker.cli.look;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that the command was started at. */
public final class Screens {

    private static final String DUMB = "dumb";

    /** Whether input and output are a terminal on which the cursor can be moved. Said by the launcher: the JVM itself can't tell on every version. */
    public static boolean isScreen() {
        return Boolean.getBoolean("tracker.screen")
                && !DUMB.equals(System.getenv().getOrDefault("TERM", DUMB));
    }

    /**
     * Opens it.
     *
     * @throws IOException if it is none
     */
    public static Terminal open() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(false).build();
    }

    /** What it can show. {@code NO_COLOR} (no-color.org) turns colours off; the locale says whether it takes more than ASCII. */
    public static Theme theme(Map<String, String> environment, boolean noColours) {
        String noColor = environment.getOrDefault("NO_COLOR", "");
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        boolean isUtf8 = locale.contains("UTF-8") || locale.contains("UTF8");
        boolean isConsole = "linux".equals(environment.get("TERM"));
        return new Theme(noColor.isEmpty() && !noColours, isUtf8 && !isConsole);
    }

    private Screens() {}
}
