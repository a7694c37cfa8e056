package dev.tracker.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A child that is asked to end may do so in order, though it would end at once without its parent. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class TerminatedChildTest {

    private static final int BY_SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void shouldFinishWhatItDoesWhenItIsTerminated() throws Exception {
        List<String> small = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        try (ChildJvm child = ChildJvm.start("child", folder, small, Slow.class, List.of())) {
            assertThat(child.answer()).isEqualTo("here");

            child.terminate();

            assertThat(child.answer()).isEqualTo("in order");
            assertThat(child.awaitExit(Duration.ofSeconds(30))).hasValue(BY_SIGTERM);
        }
    }

    /** Takes a while to end. */
    static final class Slow {
        public static void main(String[] arguments) throws InterruptedException {
            Child.endWithParent();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
                Child.answer("in order");
            }));
            Child.answer("here");
            Thread.sleep(Long.MAX_VALUE);
        }

        private Slow() {}
    }
}
