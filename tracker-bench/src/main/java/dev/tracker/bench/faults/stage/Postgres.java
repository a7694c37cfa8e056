package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.proxy.CommitAnswers;
import dev.tracker.bench.faults.proxy.TcpProxy;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.streams.sink.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL that crashes and comes back under the same addresses: a direct one for the harness, and one through a proxy for Tracker. Not thread-safe. */
public final class Postgres implements AutoCloseable {

    private static final String DATABASE = "tracker";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Keeps every step back of a version in {@code tracker.task}, as the database itself sees it. */
    private static final String WATCH_VERSIONS = """
            CREATE TABLE public.faults_version_back (task_id text, was bigint, became bigint);
            CREATE FUNCTION public.faults_version_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO public.faults_version_back VALUES (NEW.task_id, OLD.version, NEW.version);
                RETURN NULL;
            END $$;
            CREATE TRIGGER faults_version_back AFTER UPDATE ON tracker.task FOR EACH ROW
                WHEN (NEW.version < OLD.version) EXECUTE FUNCTION public.faults_version_back();
            """;

    private final Path folder;
    private final int port;
    private final CommitAnswers commitAnswers = new CommitAnswers();
    private final TcpProxy proxy;
    private EmbeddedDatabase server;

    /** @param wal where its write-ahead log is to lie; null for beside its data */
    Postgres(Path folder, @Nullable Path wal) throws InterruptedException {
        this.folder = folder;
        this.server = EmbeddedDatabase.start(folder, 0);
        this.port = server.port();
        if (wal != null) {
            server.close();
            moveWal(wal.resolve("pg_wal"));
            server = EmbeddedDatabase.start(folder, port);
        }
        this.proxy = TcpProxy.to(port, commitAnswers);
        server.createDatabase(DATABASE);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url());
        Migrations.migrate(source);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(WATCH_VERSIONS);
        } catch (SQLException e) {
            throw new BenchException("the versions in the database can't be watched: " + e.getMessage(), e);
        }
    }

    /** As administrators do it. */
    private void moveWal(Path to) throws InterruptedException {
        Path from = data().resolve("pg_wal");
        SmallDisk.run(List.of("cp", "-a", from.toString(), to.toString()));
        SmallDisk.run(List.of("rm", "-r", from.toString()));
        SmallDisk.run(List.of("ln", "-s", to.toString(), from.toString()));
    }

    /** URL for the harness. */
    public String url() {
        return url(port);
    }

    /** URL for Tracker. */
    public String proxiedUrl() {
        return url(proxy.port());
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE
                + "?user=postgres&sslmode=disable&gssEncMode=disable";
    }

    public TcpProxy proxy() {
        return proxy;
    }

    public CommitAnswers commitAnswers() {
        return commitAnswers;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Where the server keeps its data. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What the server says. */
    public Path log() {
        return folder.resolve("server.log");
    }

    /** Number of the server's first process. */
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid"), StandardCharsets.UTF_8)
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code pg_ctl stop -m immediate} does: every process of it ends at once, nothing is written out; the next start recovers from the log. */
    public void crash() throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        signal("QUIT", process.pid());
        Wait.until("PostgreSQL is gone", Duration.ofMillis(10), PATIENCE, () -> !process.isAlive());
    }

    /** {@code kill -9} of one of its processes, on which the server ends all sessions and recovers. */
    public void killBackend(long pid) throws InterruptedException {
        signal("KILL", pid);
    }

    /** Whether it takes connections. */
    public boolean isUp() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether it takes connections within that time. */
    public boolean isUpWithin(Duration patience) throws InterruptedException {
        try {
            Wait.until("PostgreSQL is up", Duration.ofMillis(100), patience, this::isUp);
            return true;
        } catch (BenchException e) {
            return false;
        }
    }

    private static void signal(String name, long pid) throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (kill.waitFor() != 0) {
                throw new BenchException("PostgreSQL can't be sent SIG" + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after a crash. */
    public void restart() {
        server.close();
        server = EmbeddedDatabase.start(folder, port);
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
