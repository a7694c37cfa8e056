package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.option.DashboardOptions.Dashboard;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.cli.top.TopScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code top} against the whole stack, on a pseudo-terminal. */
@ExtendWith(SharedStack.class)
class TopEndToEndTest {

    private static final String ENTER = "\r";
    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;

    private final String project = "top-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void shouldShowWhatHappensWhileItHappens(TestStack stack) throws Exception {
        // Given
        start(stack, "one", "Mend the login");
        start(stack, "two", "Import\u001b[31m nightly");
        try (TopScreen screen = TopScreen.start(() -> dashboard(stack), 150, 30)) {
            // When filtered by project
            screen.awaitText("live", "STATE", "tasks:");
            screen.type("P" + "\u0015" + project + ENTER);

            // Then both are there, and nothing that does something to the terminal
            screen.awaitText("1-2 of 2: all tasks of project " + project, project + "-one", "Mend the login");
            screen.awaitText("Import�[31m nightly");
            assertThat(screen.raw()).doesNotContain("\u001b[31m nightly");

            // When one goes on
            Ran.well(stack, "emit", project + "-one", "progress", "62");
            screen.awaitText("62%");

            // When it is opened and ends meanwhile
            screen.type("/" + project + "-one" + ENTER);
            screen.awaitText("1-1 of 1");
            screen.type(ENTER);
            screen.awaitText("project, agent", "in_progress, running, attempt 1", "62.0 %");
            Ran.well(stack, "emit", project + "-one", "complete", "failed");
            screen.awaitText("failed, attempt 1");
            screen.type(ESCAPE);
            screen.awaitText("1-1 of 1", ">failed");

            // When the window becomes small
            screen.resize(44, 8);
            screen.awaitText("failed", "62%", "top-");

            screen.type("q");
            screen.awaitEnd();
        }
    }

    @Test
    void shouldSayThatItIsCutOffAndComeBackWhenTheDashboardDoes(TestStack stack) throws Exception {
        // Given
        start(stack, "three", "Goes on");
        AtomicReference<String> url = new AtomicReference<>();
        BridgeServer first = bridge(stack);
        url.set(first.url());
        Path token = Path.of(stack.endpoints().tokenFile());
        try (TopScreen screen = TopScreen.start(() -> new Dashboard(url.get(), token), 150, 30)) {
            screen.awaitText("live");
            screen.type("P" + project + ENTER);
            screen.awaitText(" running  ".strip(), project + "-three");

            // When
            first.close();

            // Then
            screen.awaitText("NOT CONNECTED", "last known", "running?", project + "-three");

            // When there is another, elsewhere
            try (BridgeServer second = bridge(stack)) {
                url.set(second.url());
                screen.awaitText("live", project + "-three");
                screen.awaitNoText("running?");
                screen.type("q");
                screen.awaitEnd();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void shouldPrintAFrameWhenAskedForOne(TestStack stack) {
        start(stack, "four", "One frame");

        Ran text = Ran.well(stack, "top", "--once", "--project", project, "--ascii");
        JsonNode json = Ran.well(stack, "top", "--json", "--project", project, "--sort", "heard", "--reverse")
                .json();

        assertThat(text.out()).contains("live", "1-1 of 1: active tasks of project", project + "-four", "One frame");
        assertThat(text.out()).matches("[ -~\\n]*");
        assertThat(json.path("total").asInt()).isEqualTo(1);
        assertThat(json.at("/rows/0/taskId").asText()).isEqualTo(project + "-four");
        assertThat(json.at("/rows/0/liveness").asText()).isEqualTo("running");
        assertThat(json.at("/fleet/tasks").asInt()).isPositive();
        assertThat(json.at("/query/sort").asText()).isEqualTo("heard");
        assertThat(json.path("live").asBoolean()).isTrue();
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoTerminal(TestStack stack) {
        Ran ran = Ran.command(stack, "top");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("no terminal", "--once", "--json").doesNotContain("\tat ");
    }

    @Test
    void shouldNameWhatIsWrongWhenCalledWrongly(TestStack stack) throws IOException {
        Path wrong = Files.writeString(folder.resolve("token"), "not the token at all");

        assertThat(Ran.command(stack, "top", "--once", "--token-file", wrong.toString())
                        .err())
                .contains("does not accept the token (401)")
                .doesNotContain("not the token at all");
        assertThat(Ran.command(stack, "top", "--once", "--url", "http://127.0.0.1:1")
                        .err())
                .contains("http://127.0.0.1:1: nothing answers");
        assertThat(Ran.command(stack, "top", "--once", "--url", "nonsense").err())
                .contains("--url must be of the form http://HOST:PORT");
        assertThat(Ran.command(stack, "top", "--sort", "size").err())
                .contains("--sort must be one of attention, heard", "not size");
        assertThat(Ran.command(stack, "top", "--once", "--limit", "501").err())
                .contains("--limit must be from 1 to 500, not 501");
        assertThat(Ran.command(Map.of("TRACKER_DATA", folder.toString()), "top", "--once")
                        .err())
                .contains("no `tracker dev` is running");
    }

    private void start(TestStack stack, String task, String title) {
        Ran.well(stack, "emit", project + "-" + task, "start", title, "--project-id", project);
        await().until(() -> Ran.well(stack, "top", "--json", "--project", project)
                .out()
                .contains("\"taskId\":\"" + project + "-" + task + "\""));
    }

    private static Dashboard dashboard(TestStack stack) {
        return new Dashboard(stack.endpoints().url(), Path.of(stack.endpoints().tokenFile()));
    }

    private static BridgeServer bridge(TestStack stack) throws IOException {
        return BridgeServer.start(BridgeSettings.of(stack.endpoints().bootstrap())
                .withPort(0)
                .withToken(TokenFile.read(Path.of(stack.endpoints().tokenFile()))));
    }
}
