package dev.tracker.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Names for what a command line does not name. */
final class TaskNames {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final int MAX_NAME = 100;

    /** The id with {@code {date}}, {@code {time}}, {@code {pid}} and {@code {host}} filled in: in a crontab, a percent sign of {@code date +%F} is a line's end. */
    static String filled(String template, LocalDateTime now) {
        return template.replace("{date}", DATE.format(now))
                .replace("{time}", TIME.format(now))
                .replace("{pid}", Long.toString(ProcessHandle.current().pid()))
                .replace("{host}", host());
    }

    /** An id that no other run has: a task that has ended is not begun again. */
    static String standard(List<String> command, LocalDateTime now) {
        Path name = Path.of(command.get(0)).getFileName();
        String clean = (name == null ? "run" : name.toString()).replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return filled(clean.substring(0, Math.min(MAX_NAME, clean.length())) + "-{date}-{time}-{pid}", now);
    }

    /** This machine, without asking a name server, which may take seconds to say no. */
    static String host() {
        for (String file : List.of("/proc/sys/kernel/hostname", "/etc/hostname")) {
            try {
                String name = Files.readString(Path.of(file)).strip();
                if (!name.isEmpty()) {
                    return name;
                }
            } catch (IOException e) {
                // The next one.
            }
        }
        String variable = System.getenv("HOSTNAME");
        return variable == null || variable.isBlank() ? "localhost" : variable;
    }

    private TaskNames() {}
}
