package dev.tracker.streams.sink;

import dev.tracker.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for one a {@link TestDatabase} of its own, on one embedded server for the whole run. */
public final class PostgresExtension implements ParameterResolver {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent(Server.class, key -> new Server(), Server.class);
        String name = "tracker_" + DATABASES.incrementAndGet();
        server.database.createDatabase(name);
        return new TestDatabase(server.database.jdbcUrl(name)).migrated();
    }

    private static final class Server implements AutoCloseable {
        private final Path folder;
        private final EmbeddedDatabase database;

        Server() {
            try {
                folder = Files.createTempDirectory("tracker-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            database = EmbeddedDatabase.start(folder, 0);
        }

        @Override
        public void close() throws IOException {
            database.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
