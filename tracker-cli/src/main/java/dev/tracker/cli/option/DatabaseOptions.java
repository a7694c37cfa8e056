package dev.tracker.cli.option;

import java.sql.DriverManager;
import java.sql.SQLException;
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
        String url = data.resolve(jdbcUrl, "--jdbc-url", Endpoints::jdbcUrl);
        // Not repeated in the message: it may hold a password. The driver's own complaint would repeat it.
        try {
            DriverManager.getDriver(url);
            return url;
        } catch (SQLException e) {
            throw new UserException("--jdbc-url must be of the form jdbc:postgresql://HOST:PORT/DATABASE", e);
        }
    }

    /** Whether an address was given, where PostgreSQL is not a must. */
    public boolean isGiven() {
        return jdbcUrl != null;
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
