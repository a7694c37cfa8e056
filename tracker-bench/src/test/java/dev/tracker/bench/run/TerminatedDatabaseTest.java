package dev.tracker.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL removes its pid file when it stops in order. */
class TerminatedDatabaseTest {

    private static final int BY_SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void shouldStopItsServerWhenABenchmarkIsTerminated() throws Exception {
        List<String> small = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        try (ChildJvm child = ChildJvm.start("child", folder, small, WithServer.class, List.of(folder.toString()))) {
            assertThat(child.answer()).isEqualTo("here");
            Path pid = folder.resolve("postgres/data/postmaster.pid");
            assertThat(Files.exists(pid)).isTrue();

            child.terminate();

            assertThat(child.awaitExit(Duration.ofSeconds(30))).hasValue(BY_SIGTERM);
            assertThat(Files.exists(pid)).isFalse();
        }
    }

    /** A benchmark that goes on. */
    static final class WithServer {
        public static void main(String[] arguments) throws InterruptedException {
            try (DatabaseServer server = DatabaseServer.start(Path.of(arguments[0]))) {
                Child.answer("here");
                Thread.sleep(Long.MAX_VALUE);
            }
        }

        private WithServer() {}
    }
}
