package dev.tracker.cli.role;

import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.sink.Migrations;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Bring the database's schema to what this version needs. May be run at any time.",
        footer = {
            "",
            "Examples:",
            "  tracker migrate --jdbc-url jdbc:postgresql://db/tracker --jdbc-user tracker_migrator"
        })
public final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
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
            spec.commandLine().getOut().flush();
            return 0;
        } catch (FlywayException e) {
            throw new UserException("PostgreSQL: " + e.getMessage(), e);
        }
    }
}
