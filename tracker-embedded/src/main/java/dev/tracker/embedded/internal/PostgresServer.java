package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One data folder and the PostgreSQL programs that work on it. The caller sees to it that no one else does. */
public final class PostgresServer {
    private static final int LOG_LINES_IN_ERRORS = 8;
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "listen_addresses", Ports.HOST,
            // No socket file: its path is limited to 107 bytes, and data folders may lie deeper.
            "unix_socket_directories", "",
            "max_connections", "50",
            "shared_buffers", "128MB",
            "fsync", "on",
            "synchronous_commit", "on",
            "log_checkpoints", "off",
            "log_line_prefix", "%m [%p] ",
            "timezone", "UTC",
            "log_timezone", "UTC"));

    private final Path home;
    private final Path directory;
    private final Path data;
    private final Path log;
    private final RunAs runAs;

    public PostgresServer(Path home, Path directory, RunAs runAs) {
        this.home = home;
        this.directory = directory;
        this.data = directory.resolve("data");
        this.log = directory.resolve("server.log");
        this.runAs = runAs;
    }

    /** Makes the cluster on first use. A run that was killed before the end is done again from empty. */
    public void initialise() {
        try {
            runAs.own(directory);
            if (Files.exists(data.resolve("PG_VERSION")) && Files.notExists(unfinished())) {
                return;
            }
            TarFiles.deleteTree(data);
            Files.write(unfinished(), List.of());
            Commands.Result result = run(
                    "initdb",
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--no-locale",
                    "--no-instructions");
            if (!result.succeeded()) {
                throw new EmbeddedServerException("The PostgreSQL folder " + data + " could not be made: "
                        + result.output() + DiskSpace.hint(directory));
            }
            Files.delete(unfinished());
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "The PostgreSQL folder " + data + " cannot be used: " + e + "." + DiskSpace.hint(directory), e);
        }
    }

    private Path unfinished() {
        return directory.resolve("initdb.unfinished");
    }

    /** Returns once the server takes connections. It is no child of this process and outlives a {@code kill -9} of it. */
    public void start(int port, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(more);
        String options = "-p " + port
                + settings.entrySet().stream()
                        .map(setting -> " -c " + setting.getKey() + "=" + quoted(setting.getValue()))
                        .collect(Collectors.joining());
        Commands.Result result =
                run("pg_ctl", "start", "-w", "-t", "60", "-D", data.toString(), "-l", log.toString(), "-o", options);
        if (!result.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL did not start in " + data + ": " + result.output() + "\n"
                    + lastLogLines() + DiskSpace.hint(directory));
        }
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    /** Ends a server that a killed process left behind. True if there was one. */
    public boolean stopOrphan() {
        Optional<Long> pid = postmasterPid();
        if (pid.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        if (!isOurs(process.get())) {
            // After a reboot the number may be anybody's; PostgreSQL itself would refuse to start then.
            deletePidFile();
            return false;
        }
        stop();
        return true;
    }

    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        String line = info.command().orElse("") + " "
                + String.join(" ", info.arguments().orElse(new String[0]));
        return line.contains("postgres") && line.contains(data.toString());
    }

    /** Stops the server if it runs; sessions are ended, nothing committed is lost. */
    public void stop() {
        if (postmasterPid().isEmpty()) {
            return;
        }
        Commands.Result fast = stop("fast", 45);
        if (!fast.succeeded() && postmasterPid().isPresent()) {
            Commands.Result immediate = stop("immediate", 15);
            if (!immediate.succeeded() && postmasterPid().isPresent()) {
                throw new EmbeddedServerException("PostgreSQL in " + data + " did not stop: " + immediate.output());
            }
        }
    }

    private Commands.Result stop(String mode, int seconds) {
        return run("pg_ctl", "stop", "-w", "-t", Integer.toString(seconds), "-m", mode, "-D", data.toString());
    }

    /** What the server's own file says; the process may be long gone. */
    public Optional<Long> postmasterPid() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"), Charset.defaultCharset());
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException noServer) {
            return Optional.empty();
        }
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new EmbeddedServerException("A stale " + data.resolve("postmaster.pid") + " cannot be deleted", e);
        }
    }

    private Commands.Result run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return Commands.run(directory, runAs.command(command));
    }

    private String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(log, Charset.defaultCharset());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS), lines.size()));
        } catch (IOException noLog) {
            return "";
        }
    }
}
