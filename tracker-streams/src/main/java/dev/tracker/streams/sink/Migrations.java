package dev.tracker.streams.sink;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code tracker} of a database to what this version needs. */
public final class Migrations {

    private static final String SCHEMA = "tracker";

    /**
     * Applies what is missing, each migration in a transaction. May run at any time, more than once and in many processes at once: one migrates,
     * the others wait. The connections need the right to create schemas, tables and, unless they exist already, the roles.
     *
     * @return how many migrations were applied, 0 if the schema was up to date
     * @throws org.flywaydb.core.api.FlywayException if one fails, or if the schema was made by a newer or an altered version
     */
    public static int migrate(DataSource database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private Migrations() {}
}
