package dev.tracker.streams.sink;

import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The contract on PostgreSQL's own image, where Docker is. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerSinkTest extends SinkContract {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Container
    private static final PostgreSQLContainer POSTGRES =
            new PostgreSQLContainer("postgres:18").withUsername("postgres").withPassword("postgres");

    @Override
    TestDatabase newDatabase() {
        String name = "tracker_" + DATABASES.incrementAndGet();
        new TestDatabase(url("postgres")).execute("CREATE DATABASE " + name);
        return new TestDatabase(url(name)).migrated();
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + POSTGRES.getHost() + ":" + POSTGRES.getMappedPort(5432) + "/" + database
                + "?user=postgres&password=postgres";
    }
}
