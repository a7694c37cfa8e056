package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tracker.cli.docker.ComposeFile;
import dev.tracker.cli.option.Environment;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands and variables of {@code docker/compose.yml} are the command's own. */
class ContainerEnvironmentTest {

    @Test
    void shouldKnowEveryRoleAndEveryVariableOfTheComposeFile() throws IOException {
        CommandLine command = new CommandLine(new TrackerCommand());
        Set<String> roles = new TreeSet<>();
        ComposeFile.read().services().forEach((name, service) -> {
            if (service.path("image").asText().startsWith("tracker:")) {
                String role = service.path("command").path(0).asText();
                roles.add(role);
                assertThat(command.getSubcommands()).as(name).containsKey(role);
                Map<String, String> environment = ComposeFile.environment(service);
                // Of this role's options, not of any command's.
                CommandLine subcommand = command.getSubcommands().get(role);
                assertThatCode(() -> new Environment(environment).refuseUnknownKeys(subcommand))
                        .as(name)
                        .doesNotThrowAnyException();
            }
        });
        assertThat(roles).containsExactly("aggregate", "alerts", "bridge", "ingest", "migrate", "sink", "topics");
    }
}
