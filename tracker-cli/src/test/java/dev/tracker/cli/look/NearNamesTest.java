package dev.tracker.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    private static final List<String> NAMES = List.of("job-7", "job-71", "Job-8", "nightly-import", "x", "fix-login");

    @Test
    void shouldFindTheNearestFirstWhenLettersDiffer() {
        assertThat(NearNames.of("jbo-7", NAMES)).containsExactly("job-7");
        assertThat(NearNames.of("JOB-7", NAMES)).startsWith("job-7").contains("job-71", "Job-8");
        assertThat(NearNames.of("nightly-improt", NAMES)).containsExactly("nightly-import");
    }

    @Test
    void shouldFindLongerNamesWhenTheyHoldTheText() {
        assertThat(NearNames.of("login", NAMES)).containsExactly("fix-login");
    }

    @Test
    void shouldFindNothingWhenNothingIsNear() {
        assertThat(NearNames.of("quite something else", NAMES)).isEmpty();
        assertThat(NearNames.of("a", List.of())).isEmpty();
    }

    @Test
    void shouldNameThreeAtMost() {
        List<String> many =
                Stream.iterate(0, i -> i + 1).limit(50).map(i -> "task-" + i).toList();

        assertThat(NearNames.of("task", many)).hasSize(3);
    }
}
