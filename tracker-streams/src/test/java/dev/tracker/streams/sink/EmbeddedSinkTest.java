package dev.tracker.streams.sink;

import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the embedded PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class EmbeddedSinkTest extends SinkContract {

    private final TestDatabase database;

    EmbeddedSinkTest(TestDatabase database) {
        this.database = database;
    }

    @Override
    TestDatabase newDatabase() {
        return database;
    }
}
