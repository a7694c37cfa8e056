package dev.tracker.cli.look;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.option.DashboardOptions;
import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Print a link that logs a browser in to the dashboard: once, within an hour.",
        footer = {
            "",
            "Examples:",
            "  tracker login",
            "  tracker login --url https://tracker.example.org --token-file token"
        })
public final class LoginCommand implements Callable<Integer> {

    private static final int CREATED = 201;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DashboardOptions dashboard = new DashboardOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        DashboardOptions.Dashboard target = dashboard.resolve(data);
        HttpResponse<String> response = ask(target);
        if (response.statusCode() != CREATED) {
            throw new UserException(target.url() + " does not accept the token in " + target.tokenFile() + " ("
                    + response.statusCode() + ")");
        }
        try {
            String link =
                    new ObjectMapper().readTree(response.body()).path("url").asText();
            spec.commandLine().getOut().println(link);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new UserException(target.url() + " is not a Tracker dashboard", e);
        }
    }

    private static HttpResponse<String> ask(DashboardOptions.Dashboard target) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target.at("/api/login-links"))
                .header("Authorization", target.authorization())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UserException("nothing answers at " + target.url() + ": is the dashboard running?", e);
        }
    }
}
