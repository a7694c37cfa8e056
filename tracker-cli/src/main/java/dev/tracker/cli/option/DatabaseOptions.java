package dev.tracker.cli.option;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where PostgreSQL is. */
public final class DatabaseOptions {

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "PostgreSQL, as jdbc:postgresql://HOST:PORT/DATABASE (default: that of the running `tracker dev`).")
    private @Nullable String jdbcUrl;

    @Option(names = "--jdbc-user", paramLabel = "NAME", description = "Database user, if the URL names none.")
    private @Nullable String user;

    @Option(
            names = "--jdbc-password",
            paramLabel = "SECRET",
            description = "Its password; better given as TRACKER_JDBC_PASSWORD_FILE.")
    private @Nullable String password;

    public String jdbcUrl(DataOption data) {
        return data.resolve(jdbcUrl, "--jdbc-url", Endpoints::jdbcUrl);
    }

    public @Nullable String user() {
        return user;
    }

    public @Nullable String password() {
        return password;
    }

    /** Properties for the driver. */
    public Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }
}
