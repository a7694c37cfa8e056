package dev.tracker.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, anything, true",
        "a, a, true",
        "a, A, true",
        "a, ab, false",
        "a*, ab, true",
        "*b, ab, true",
        "*b, abc, false",
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "a.c, abc, false",
        "**, '', true"
    })
    void shouldMatchWhatTheStarsLeaveOpen(String pattern, String name, boolean matches) {
        assertThat(new Pattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void shouldNotTakeForEverWhenANameNearlyMatches() {
        assertThat(new Pattern("*a".repeat(50) + "b").matches("a".repeat(100_000)))
                .isFalse();
    }

    @Test
    void shouldCountWhatAPatternFixes() {
        assertThat(new Pattern("*ab*c*").specificity()).isEqualTo(3);
    }
}
