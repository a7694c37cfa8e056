package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command says when it is called wrongly or can't do what it is asked: the key, the value, and what to do. */
@ExtendWith(SharedStack.class)
class CommandLineTest {

    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final String SECRET = "s3cr3t-of-mine-0123456789";

    /** Nothing listens on port 1. */
    private static final String NO_KAFKA = "127.0.0.1:1";

    @TempDir
    private Path folder;

    static Stream<String> commands() {
        return new CommandLine(new TrackerCommand()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainItselfWithExamplesWhenAskedForHelp(String command) {
        Ran ran = Ran.command(Map.of(), command, "--help");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Usage: tracker " + command, "Examples:", "  tracker " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tasks --jsno | unknown option --jsno",
                "tasks --tokne=s3cr3t-of-mine-0123456789 | unknown option --tokne",
                "tasks --tokne s3cr3t-of-mine-0123456789 | unknown option --tokne",
                "dance | dance",
                "dev --port abc | '--port': 'abc' is not an int",
                "tasks --status busy | busy",
                "show | TASK",
                "replay claude-code | PATH",
            })
    void shouldNameTheWordAndPointToTheHelpWhenCalledWrongly(String line, String expected) {
        Ran ran = Ran.command(Map.of(), line.split(" ", -1));

        assertThat(ran.exit()).isEqualTo(CALLED_WRONGLY);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(expected, "--help").doesNotContain(SECRET, "\tat ");
        assertThat(ran.err().lines()).hasSizeLessThan(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev --port 65536 | --port must be from 0 to 65535, not 65536",
                "dev --kafka-port -1 | --kafka-port must be from 0 to 65535, not -1",
                "dev --simulate -1 | --simulate must be 0 or more, not -1",
                "bridge --bootstrap x:1 --port 99999 | port must be from 0 to 65535, not 99999",
                "bridge --bootstrap x:1 --bind 0.0.0.0 | --bind 0.0.0.0 can be reached from other machines: set a token",
                "bridge --bootstrap x:1 --token short | token must have at least 16",
                "sink --bootstrap x:1 --jdbc-url jdbc:mysql://x/y | --jdbc-url must be of the form jdbc:postgresql://",
                "migrate --jdbc-url postgres:s3cr3t-of-mine-0123456789@x | --jdbc-url must be of the form jdbc:postgresql://",
                "aggregate --bootstrap x:1 --threads 0 | threads",
                "aggregate --bootstrap x:1 --commit-interval -5 | commit",
                "aggregate --bootstrap x:1 --guarantee maybe | --guarantee",
                "tasks --bootstrap nowhere | --bootstrap must be HOST:PORT, or several with commas between, not nowhere",
                "tasks --bootstrap localhost:99999 | not localhost:99999",
                "tasks --limit -1 | --limit must be 0 or more, not -1",
                "audit --wait -1 | --wait must be 0 or more, not -1",
                "simulate 0 | must be from 1 to 1000000, not 0",
                "replay claude-code nowhere --bootstrap x:1 --speed fast | --speed must be max or a number above 0",
                "replay winamp nowhere | winamp",
                "emit job-1 dance | dance",
                "emit job-1 progress much | --percent must be a number, not much",
                "emit job-1 progress 101 | percent",
            })
    void shouldNameKeyAndValueWhenAValueIsBad(String line, String expected) {
        Ran ran = Ran.command(Map.of("TRACKER_DATA", folder.toString()), line.split(" ", -1));

        assertThat(ran.exit()).isIn(FAILED, CALLED_WRONGLY);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(expected).doesNotContain(SECRET, "\tat ");
        assertThat(ran.err().lines()).hasSizeLessThan(6);
    }

    @Test
    void shouldRefuseTheStartWhenAVariableIsNoneOfItsOwn() {
        Ran ran = Ran.command(Map.of("TRACKER_JDBC_PASSWROD", SECRET), "tasks");

        assertThat(ran.exit()).isEqualTo(CALLED_WRONGLY);
        assertThat(ran.err())
                .contains("TRACKER_JDBC_PASSWROD", "TRACKER_JDBC_PASSWORD")
                .doesNotContain(SECRET);
    }

    @Test
    void shouldNameTheVariableWhenItsValueIsBad() {
        Ran ran = Ran.command(Map.of("TRACKER_PORT", "eight"), "dev");

        assertThat(ran.exit()).isEqualTo(CALLED_WRONGLY);
        assertThat(ran.err()).contains("--port", "'eight' is not an int", "TRACKER_PORT");
    }

    @Test
    void shouldNameTheFileWhenASecretsFileIsEmptyMissingOrDoubled() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        String missing = folder.resolve("missing").toString();

        assertRefused(
                Map.of("TRACKER_TOKEN_FILE", empty.toString()), "TRACKER_TOKEN_FILE names an empty file: " + empty);
        assertRefused(
                Map.of("TRACKER_TOKEN_FILE", missing),
                "TRACKER_TOKEN_FILE names a file that can't be read: " + missing);
        assertRefused(Map.of("TRACKER_TOKEN_FILE", ""), "TRACKER_TOKEN_FILE is empty; it must name a file");
        assertRefused(
                Map.of("TRACKER_TOKEN_FILE", missing, "TRACKER_TOKEN", SECRET),
                "both TRACKER_TOKEN and TRACKER_TOKEN_FILE are set; unset one");
    }

    @Test
    void shouldRefuseTheStartWhenTheSecretIsEmpty() {
        Ran ran = Ran.command(Map.of("TRACKER_TOKEN", ""), "bridge", "--bootstrap", NO_KAFKA);

        assertThat(ran.exit()).isIn(FAILED, CALLED_WRONGLY);
        assertThat(ran.err()).contains("token must have at least 16").doesNotContain("\tat ");
    }

    private static void assertRefused(Map<String, String> environment, String expected) {
        Ran ran = Ran.command(environment, "bridge", "--bootstrap", NO_KAFKA);
        assertThat(ran.exit()).isEqualTo(CALLED_WRONGLY);
        assertThat(ran.err()).contains(expected).doesNotContain(SECRET, "\tat ");
    }

    @Test
    void shouldSayHowToStartOneWhenNoDevRuns() {
        Ran ran = Ran.command(Map.of("TRACKER_DATA", folder.toString()), "tasks");

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err()).contains("no `tracker dev` is running with --data " + folder, "start one", "--bootstrap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks",
                "show job-1",
                "topics",
                "emit job-1 heartbeat",
                "simulate 1",
                "audit --jdbc-url jdbc:postgresql://x/y"
            })
    @Timeout(15)
    void shouldSayWithinSecondsThatNoKafkaListensWhenThereIsNone(String line) {
        Ran ran = Ran.command(Map.of("TRACKER_BOOTSTRAP", NO_KAFKA), line.split(" ", -1));

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err())
                .contains("no Kafka at 127.0.0.1:1 (Connection refused)", "--bootstrap")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldSayWhatTheDatabaseSaysWhenItCannotBeReached(TestStack stack) {
        Ran ran = Ran.command(
                stack, "audit", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?user=u", "--jdbc-password", SECRET);

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err())
                .contains("PostgreSQL: Connection to 127.0.0.1:1 refused")
                .doesNotContain(SECRET, "\tat ");
        Ran migrate = Ran.command(
                stack, "migrate", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=" + SECRET);
        assertThat(migrate.exit()).isEqualTo(FAILED);
        assertThat(migrate.err())
                .contains("PostgreSQL: ", "127.0.0.1:1 refused")
                .doesNotContain(SECRET, "\tat ");
    }

    @Test
    void shouldPointToTheMigrationWhenTheSchemaIsMissing(TestStack stack) {
        String other = stack.endpoints().jdbcUrl().replace("/tracker?", "/postgres?");

        Ran ran = Ran.command(stack, "audit", "--jdbc-url", other);

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err()).contains("tracker migrate").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--kafka-port"})
    void shouldNameThePortWhenItIsTaken(String option) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Map<String, String> environment =
                    Map.of("TRACKER_PORT", "0", "TRACKER_KAFKA_PORT", "0", "TRACKER_POSTGRES_PORT", "0");

            Ran ran = Ran.command(
                    environment, "dev", "--data", folder.resolve("data").toString(), option, port);

            assertThat(ran.exit()).isEqualTo(FAILED);
            assertThat(ran.err()).contains(port, "taken", option).doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregate", "sink"})
    void shouldNameTheHealthPortWhenItIsTaken(String role) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ran ran = Ran.command(
                    Map.of(
                            "TRACKER_STATE_DIR",
                            folder.toString(),
                            "TRACKER_JDBC_URL",
                            "jdbc:postgresql://127.0.0.1:1/x"),
                    role,
                    "--bootstrap",
                    NO_KAFKA,
                    "--health-port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(ran.exit()).isEqualTo(FAILED);
            assertThat(ran.err())
                    .contains("127.0.0.1:" + taken.getLocalPort(), "--health-port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void shouldSayWhoHoldsTheFolderWhenASecondDevWantsIt(TestStack stack) {
        Ran ran = Ran.command(stack, "dev", "--port", "0", "--kafka-port", "0", "--postgres-port", "0");

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err())
                .contains(
                        "another `tracker dev` (process "
                                + ProcessHandle.current().pid(),
                        stack.data().toString());
    }

    @Test
    void shouldSayThatTheFolderIsLockedWhenTheOtherDevIsStillStarting(TestStack stack) throws IOException {
        Path endpoints = stack.data().resolve("endpoints.json");
        byte[] content = Files.readAllBytes(endpoints);
        Files.delete(endpoints);
        try {
            Ran ran = Ran.command(stack, "dev", "--port", "0", "--kafka-port", "0", "--postgres-port", "0");

            assertThat(ran.exit()).isEqualTo(FAILED);
            assertThat(ran.err()).contains("locked", stack.data().toString()).doesNotContain("\tat ");
        } finally {
            Files.write(endpoints, content);
        }
    }

    @Test
    void shouldSayThatTheFolderIsNoneWhenDevCannotMakeIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (TrackerProcess dev = TrackerProcess.start(
                folder, Map.of(), "dev", "--data", file.resolve("data").toString(), "--port", "0")) {
            assertThat(dev.awaitExit()).isEqualTo(FAILED);
            assertThat(dev.output().lines()).singleElement().asString().contains(file.toString(), "Not a directory");
        }
    }

    @Test
    void shouldTakeNoOtherProcessForDevWhenItsNumberWasGivenAgain() throws IOException {
        Files.writeString(
                folder.resolve("endpoints.json"),
                "{\"bootstrap\":\"127.0.0.1:1\",\"processStarted\":1,\"pid\":"
                        + ProcessHandle.current().pid() + "}");

        Ran ran = Ran.command(Map.of("TRACKER_DATA", folder.toString()), "tasks");

        assertThat(ran.err()).contains("no `tracker dev` is running");
    }

    @Test
    void shouldPrintNoColoursWhenItsOutputIsAPipe(TestStack stack) throws Exception {
        Ran.well(stack, "emit", "colourless", "start", "No colours");
        try (TrackerProcess tasks =
                TrackerProcess.start(folder, Map.of("TRACKER_DATA", stack.data().toString()), "tasks")) {
            assertThat(tasks.awaitExit()).isZero();
            assertThat(tasks.output()).contains("colourless", "STATUS").doesNotContain("\u001b");
        }
    }

    @Test
    void shouldSayThatThereIsNoTaskWhenShownOneThatIsNot(TestStack stack) {
        Ran ran = Ran.command(stack, "show", "no-such\u001b[31mtask");

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.err())
                .contains("there is no task no-such", "`tracker tasks` lists them")
                .doesNotContain("\u001b");
    }
}
