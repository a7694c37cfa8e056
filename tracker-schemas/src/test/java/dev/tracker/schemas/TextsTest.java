package dev.tracker.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({"'', 1, ''", "a, 1, a", "ab, 1, …", "abc, 3, abc", "abcd, 3, ab…", "abcdef, 2, a…"})
    void shouldCutWhenLongerThanTheBound(String text, int max, String abridged) {
        assertThat(Texts.abridge(text, max)).isEqualTo(abridged);
    }

    @Test
    void shouldNotSplitASurrogatePair() {
        // Given
        String text = "ab\uD83D\uDE80cd";

        // When / Then
        assertThat(Texts.abridge(text, 3)).isEqualTo("ab…");
        assertThat(Texts.abridge(text, 4)).isEqualTo("ab…");
        assertThat(Texts.abridge(text, 5)).isEqualTo("ab\uD83D\uDE80…");
        assertThat(Texts.abridge(text, 6)).isEqualTo(text);
    }
}
