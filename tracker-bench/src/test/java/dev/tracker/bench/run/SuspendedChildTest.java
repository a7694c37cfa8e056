package dev.tracker.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A child that is suspended can't see its parent end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SuspendedChildTest {

    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithItsParentWhenThatIsTerminated() throws Exception {
        try (ChildJvm parent = ChildJvm.start("parent", folder, SMALL, Parent.class, List.of(folder.toString()))) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(parent.answer())).orElseThrow();
            try {
                parent.terminate();

                assertThat(parent.awaitExit(Duration.ofSeconds(30))).isPresent();
                assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
            } finally {
                child.destroyForcibly();
            }
        }
    }

    /** Has a child, suspends it, says its number and waits. */
    static final class Parent {
        public static void main(String[] arguments) {
            ChildJvm child = ChildJvm.start("child", Path.of(arguments[0]), SMALL, Waiting.class, List.of());
            child.answer();
            child.suspend();
            Child.answer(Long.toString(child.pid()));
            Child.awaitParent();
        }

        private Parent() {}
    }

    /** Waits. */
    static final class Waiting {
        public static void main(String[] arguments) {
            Child.answer("here");
            Child.awaitParent();
        }

        private Waiting() {}
    }
}
