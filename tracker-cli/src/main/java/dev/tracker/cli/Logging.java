package dev.tracker.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses, before the first logger is made, where logs go: a role's log is its output; a command's output is for people and pipes; {@code dev} keeps a file
 * with its data.
 */
final class Logging {

    private static final Set<String> ROLES = Set.of("aggregate", "sink", "bridge");
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String DATA = "--data";

    static void choose(List<String> arguments, Map<String, String> environment) {
        if (System.getProperty(CONFIGURATION) != null) {
            return;
        }
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        if (command.equals("dev")) {
            System.setProperty(
                    "tracker.log",
                    dataFolder(arguments, environment).resolve("tracker.log").toString());
            System.setProperty(CONFIGURATION, "logback-dev.xml");
        } else {
            System.setProperty(CONFIGURATION, ROLES.contains(command) ? "logback-role.xml" : "logback-command.xml");
        }
    }

    /** Found without the parser, which loads classes that make loggers. */
    private static Path dataFolder(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(DATA + "=")) {
                return Path.of(argument.substring(DATA.length() + 1));
            }
            if (argument.equals(DATA) && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1));
            }
        }
        return Path.of(environment.getOrDefault("TRACKER_DATA", ".tracker"));
    }

    private Logging() {}
}
