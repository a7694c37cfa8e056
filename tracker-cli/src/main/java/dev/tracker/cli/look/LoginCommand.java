package dev.tracker.cli.look;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.Endpoints;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The dashboard (default: that of the running `tracker dev`).")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Its token (default: that of `tracker dev`).")
    private @Nullable Path tokenFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        String base = data.resolve(url, "--url", Endpoints::url);
        String file =
                data.resolve(tokenFile == null ? null : tokenFile.toString(), "--token-file", Endpoints::tokenFile);
        HttpResponse<String> response = ask(base, Path.of(file));
        if (response.statusCode() != CREATED) {
            throw new UserException(
                    base + " does not accept the token in " + file + " (" + response.statusCode() + ")");
        }
        try {
            String link =
                    new ObjectMapper().readTree(response.body()).path("url").asText();
            spec.commandLine().getOut().println(link);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new UserException(base + " is not a Tracker dashboard", e);
        }
    }

    private static HttpResponse<String> ask(String base, Path file) throws InterruptedException {
        String token;
        try {
            token = TokenFile.read(file);
        } catch (IOException e) {
            throw new UserException("can't read the token file " + file + ": " + e, e);
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/login-links"))
                    .header("Authorization", "Bearer " + token)
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new UserException("--url must be of the form http://HOST:PORT, not " + base, e);
        } catch (IOException e) {
            throw new UserException("nothing answers at " + base + ": is the dashboard running?", e);
        }
    }
}
