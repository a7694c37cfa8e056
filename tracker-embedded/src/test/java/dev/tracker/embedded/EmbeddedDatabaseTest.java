package dev.tracker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepRowsWhenStartedAgain() throws SQLException {
        // Given
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            database.createDatabase("tracker");
            database.createDatabase("tracker");
            execute(database, "CREATE TABLE word (text text)");
            execute(database, "INSERT INTO word VALUES ('kept')");
        }

        // When
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            // Then
            assertThat(query(database, "SELECT text FROM word")).isEqualTo("kept");
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void shouldStopOrphanAndKeepRowsWhenEarlierProcessWasKilled() throws Exception {
        // Given another process that started the server, wrote a row and was killed
        Process owner = startOwner();
        String port = owner.inputReader().readLine();
        assertThat(port).isNotNull();
        owner.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(isListening(Integer.parseInt(port))).isTrue();

        // When started anew, on the same port
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, Integer.parseInt(port))) {
            // Then
            assertThat(query(database, "SELECT text FROM word")).isEqualTo("kept");
        }
        assertThat(isListening(Integer.parseInt(port))).isFalse();
    }

    @Test
    void shouldNamePortWhenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void shouldRefuseFolderWhenAnotherServerUsesIt() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(database.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("locked");
        }
    }

    @Test
    void shouldStartWhenPidFileNamesAnotherLivingProcess() throws Exception {
        // Given what a reboot may leave: the number of the old server, now another program's
        EmbeddedDatabase.start(directory, 0).close();
        Process other = new ProcessBuilder("sleep", "60").start();
        Path pidFile = directory.resolve("data").resolve("postmaster.pid");
        Files.write(pidFile, List.of(Long.toString(other.pid()), directory.toString(), "0", "1", "", "", "", ""));

        // When
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            // Then
            assertThat(database.port()).isPositive();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldMakeFolderAnewWhenFirstStartWasInterrupted() throws Exception {
        Files.createDirectories(directory.resolve("data").resolve("base"));
        Files.write(directory.resolve("initdb.unfinished"), List.of());
        Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "18");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(database.port()).isPositive();
        }
    }

    /** The process that is killed: see {@link #shouldStopOrphanAndKeepRowsWhenEarlierProcessWasKilled()}. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0);
            database.createDatabase("tracker");
            execute(database, "CREATE TABLE word (text text)");
            execute(database, "INSERT INTO word VALUES ('kept')");
            System.out.println(database.port());
            System.out.flush();
            Thread.currentThread().join();
        }
    }

    private Process startOwner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                        Owner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl("tracker"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl("tracker"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
