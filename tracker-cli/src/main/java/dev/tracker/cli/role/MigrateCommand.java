package dev.tracker.cli.role;

import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.sink.DatabaseLogins;
import dev.tracker.streams.sink.DatabaseRole;
import dev.tracker.streams.sink.Migrations;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Bring the database's schema to what this version needs. May be run at any time.",
            "Logins are an administrator's to make; --login gives one its role, and its time limits."
        },
        footer = {
            "",
            "Examples:",
            "  tracker migrate --jdbc-url jdbc:postgresql://db/tracker --jdbc-user migrator",
            "  tracker migrate --login sink=tracker_sink_1 --login analyst=ada --login analyst=grace"
        })
public final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--login",
            paramLabel = "ROLE=NAME",
            description =
                    "Give an existing login the rights and settings of a role: migrator, sink, bridge or analyst.")
    private List<String> logins = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        logins.forEach(MigrateCommand::role);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl(data));
        if (database.user() != null) {
            source.setUser(database.user());
        }
        if (database.password() != null) {
            source.setPassword(database.password());
        }
        try {
            int applied = Migrations.migrate(source);
            spec.commandLine()
                    .getOut()
                    .println(applied == 0 ? "the schema is up to date" : applied + " migrations applied");
            for (String login : logins) {
                grant(source, login);
            }
            spec.commandLine().getOut().flush();
            return 0;
        } catch (FlywayException e) {
            throw new UserException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private void grant(DataSource source, String given) {
        DatabaseRole role = role(given);
        String login = given.substring(given.indexOf('=') + 1);
        try {
            DatabaseLogins.grant(source, role, login);
            spec.commandLine().getOut().println(login + " is " + role + " now");
        } catch (SQLException e) {
            throw new UserException(
                    "PostgreSQL: " + e.getMessage() + "; an administrator may do it by\n  "
                            + String.join(";\n  ", DatabaseLogins.statements(role, login)) + ";",
                    e);
        }
    }

    private static DatabaseRole role(String given) {
        int equals = given.indexOf('=');
        try {
            if (equals > 0 && equals < given.length() - 1) {
                return DatabaseRole.valueOf(given.substring(0, equals).toUpperCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException e) {
            // the one message for both
        }
        throw new UserException(
                "--login must be ROLE=NAME with one of the roles " + List.of(DatabaseRole.values()) + ", not " + given);
    }
}
