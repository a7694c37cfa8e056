package dev.tracker.cli;

import java.util.Set;

/** Chooses, before the first logger is made, where logs go: a role's log is its output, a command's output is for people and pipes. */
final class Logging {

    private static final Set<String> ROLES = Set.of("aggregate", "sink", "bridge");
    private static final String CONFIGURATION = "logback.configurationFile";

    static void choose(String[] arguments) {
        if (System.getProperty(CONFIGURATION) == null) {
            boolean role = arguments.length > 0 && ROLES.contains(arguments[0]);
            boolean dev = arguments.length > 0 && arguments[0].equals("dev");
            System.setProperty(CONFIGURATION, role ? "logback-role.xml" : dev ? "logback-dev.xml" : "logback-command.xml");
        }
    }

    private Logging() {}
}
