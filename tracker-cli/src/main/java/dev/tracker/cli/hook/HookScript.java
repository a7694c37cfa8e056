package dev.tracker.cli.hook;

import dev.tracker.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shell script that Claude Code runs: a few milliseconds, where a JVM takes hundreds. */
final class HookScript {

    private static final String LINGER_SECONDS = "600";

    static Path file(HookInbox inbox) {
        return inbox.folder().resolve("claude-code.sh");
    }

    /** @param drainOptions where Kafka is, and what else the sender is to know */
    static String text(HookInbox inbox, List<String> drainOptions) throws IOException {
        List<String> drain = List.of("hook", "drain", "--inbox", inbox.folder().toString(), "--linger", LINGER_SECONDS);
        return text(
                inbox,
                command(),
                Stream.concat(drain.stream(), drainOptions.stream()).toList());
    }

    /** @param program what starts the sender, with its {@code arguments} */
    static String text(HookInbox inbox, List<String> program, List<String> arguments) throws IOException {
        List<String> drain = Stream.concat(program.stream(), arguments.stream()).toList();
        try (InputStream in = HookScript.class.getResourceAsStream("/hook/claude-code.sh")) {
            if (in == null) {
                throw new IOException("the script is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@MAX_BYTES@", Integer.toString(HookInbox.MAX_BYTES))
                    .replace("@INBOX@", quoted(inbox.folder().toString()))
                    .replace("@DRAIN@", drain.stream().map(HookScript::quoted).collect(Collectors.joining(" ")));
        }
    }

    static void write(HookInbox inbox, String text) throws IOException {
        for (String name : List.of("new", "tmp", "state")) {
            Files.createDirectories(inbox.folder().resolve(name));
        }
        // Prompts and answers pass through it.
        Files.setPosixFilePermissions(inbox.folder(), PosixFilePermissions.fromString("rwx------"));
        Path script = file(inbox);
        Path unfinished = script.resolveSibling(script.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        // A running hook keeps the old file: a shell reads its script as it goes.
        Files.move(unfinished, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How to run this program again: by its launcher, or without one by this JVM. */
    private static List<String> command() {
        String home = System.getProperty("tracker.home");
        if (home != null) {
            return List.of(Path.of(home, "tracker").toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName());
    }

    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return List.of(classPath.split(Pattern.quote(separator))).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(separator));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private HookScript() {}
}
