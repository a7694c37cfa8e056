package dev.tracker.cli.option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the dashboard is, and what it wants to be shown. */
public final class DashboardOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The dashboard (default: that of the running `tracker dev`).")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Its token (default: that of `tracker dev`).")
    private @Nullable Path tokenFile;

    /**
     * A dashboard.
     *
     * @param url its address, without a slash at the end
     * @param tokenFile where its token stands
     */
    public record Dashboard(String url, Path tokenFile) {

        /** The header that lets one in. */
        public String authorization() {
            try {
                return "Bearer " + TokenFile.read(tokenFile);
            } catch (IOException e) {
                throw new UserException("can't read the token file " + tokenFile + ": " + e, e);
            }
        }

        /** A path of it. */
        public URI at(String path) {
            try {
                URI uri = URI.create(url + path);
                if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // The one message for all.
            }
            throw new UserException("--url must be of the form http://HOST:PORT, not " + url);
        }
    }

    /** The one that was given or else that of a running {@code dev}, as it is now. */
    public Dashboard resolve(DataOption data) {
        String base = data.resolve(url, "--url", Endpoints::url);
        String file =
                data.resolve(tokenFile == null ? null : tokenFile.toString(), "--token-file", Endpoints::tokenFile);
        return new Dashboard(base.replaceFirst("/+$", ""), Path.of(file));
    }
}
