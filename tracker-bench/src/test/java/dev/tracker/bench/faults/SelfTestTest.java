package dev.tracker.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds what was broken on purpose, and nothing before. */
@EnabledOnOs(OS.LINUX)
class SelfTestTest {

    @TempDir
    private Path folder;

    @Test
    void shouldFindEachBrokenPromiseAndNothingBefore() throws InterruptedException {
        assertThat(new SelfTest(300, line -> {}).run(folder))
                .hasSize(6)
                .allSatisfy((what, found) -> assertThat(found).as(what).isTrue());
    }
}
