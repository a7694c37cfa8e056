package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.option.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code dev} as a process of its own, ended in every way that a process can end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DevCrashTest {

    private static final int BY_SIGTERM = 128 + 15;
    private static final int SESSIONS = 60;

    /** A replay waits longer for Kafka to come back than a test likes to. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "KAFKA_DELIVERY_TIMEOUT_MS", "4000", "KAFKA_REQUEST_TIMEOUT_MS", "3000", "KAFKA_MAX_BLOCK_MS", "4000");

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void shouldCountEverythingOnceWhenKilledInTheMiddleOfAReplay() throws Exception {
        // Given
        Path sessions = ManySessions.write(folder.resolve("sessions"), SESSIONS);
        TrackerProcess first;
        try (TrackerProcess dev = TrackerProcess.dev(data())) {
            first = TrackerProcess.start(
                    folder,
                    IMPATIENT,
                    "replay",
                    "claude-code",
                    sessions.toString(),
                    "--speed",
                    "40",
                    "--data",
                    data().toString());
            await().atMost(Duration.ofSeconds(60)).until(() -> listed() >= SESSIONS / 2);

            // When
            dev.kill();
        }
        assertThat(tracker("tasks").err()).contains("no `tracker dev` is running");

        // Then
        try (TrackerProcess dev = TrackerProcess.dev(data())) {
            assertThat(first.awaitExit()).isEqualTo(1);
            assertThat(first.output()).contains("run the same replay again").doesNotContain("\tat ");
            JsonNode partly = audit();
            assertThat(partly.path("ok").asBoolean()).as("%s", partly).isTrue();

            JsonNode replay =
                    well("replay", "claude-code", sessions.toString(), "--json").json();
            JsonNode whole = audit();

            assertThat(whole.path("ok").asBoolean()).as("%s", whole).isTrue();
            assertThat(whole.path("eventRows").asLong())
                    .isGreaterThan(partly.path("eventRows").asLong());
            assertThat(whole.path("tasks")).isEqualTo(replay.path("tasks"));
            assertThat(whole.path("applied").asLong())
                    .isEqualTo(replay.path("events").asLong())
                    .isEqualTo(whole.path("eventRows").asLong());
            assertThat(whole.path("duplicates").asLong()).isPositive();
            assertThat(dev.terminate()).isEqualTo(BY_SIGTERM);
        }
        assertThat(postgresOfThisTest()).isEmpty();
    }

    @Test
    void shouldKeepItsDataAndLeaveNothingBehindWhenStoppedAndStartedAgain() throws Exception {
        try (TrackerProcess dev = TrackerProcess.dev(data())) {
            well("emit", "job-1", "start", "Kept");
            JsonNode audit = audit();
            assertThat(audit.path("eventRows").asLong()).isEqualTo(1);

            assertThat(dev.terminate()).isEqualTo(BY_SIGTERM);

            assertThat(dev.output()).contains("stopping", "stopped.").doesNotContain("Exception");
        }
        assertThat(Endpoints.file(data())).doesNotExist();
        assertThat(postgresOfThisTest()).isEmpty();

        try (TrackerProcess dev = TrackerProcess.dev(data());
                TrackerProcess second = TrackerProcess.startDev(data())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output())
                    .contains(
                            "tracker dev: another `tracker dev` (process",
                            data().toString(),
                            "stop it, or choose another folder")
                    .doesNotContain("\tat ");
            assertThat(well("show", "job-1").out()).contains("Kept");
            assertThat(audit().path("eventRows").asLong()).isEqualTo(1);
            assertThat(dev.terminate()).isEqualTo(BY_SIGTERM);
        }
        assertThat(postgresOfThisTest()).isEmpty();
    }

    @Test
    void shouldLeaveNoDatabaseBehindWhenStoppedWhileStarting() throws Exception {
        try (TrackerProcess dev = TrackerProcess.startDev(data())) {
            dev.awaitOutput("topics and schema");

            assertThat(dev.terminate()).isEqualTo(BY_SIGTERM);
        }
        assertThat(Endpoints.file(data())).doesNotExist();
        assertThat(postgresOfThisTest()).isEmpty();
    }

    private Ran tracker(String... arguments) {
        return Ran.command(Map.of("TRACKER_DATA", data().toString()), arguments);
    }

    private Ran well(String... arguments) {
        Ran ran = tracker(arguments);
        assertThat(ran.exit()).as("%s", ran).isZero();
        return ran;
    }

    private JsonNode audit() {
        return tracker("audit", "--json").json();
    }

    private int listed() {
        return well("tasks", "--json").lines().size();
    }

    /** Servers whose command line names this test's folder. */
    private List<String> postgresOfThisTest() throws IOException {
        String name = folder.toRealPath().getFileName().toString();
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("postgres") && line.contains(name))
                .filter(line -> !line.contains(Main.class.getName()))
                .toList();
    }
}
