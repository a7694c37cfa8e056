package dev.tracker.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenCountsTest {

    @Test
    void shouldAddEachKindByItself() {
        assertThat(new TokenCounts(1, 2, 3, 4).plus(new TokenCounts(10, 20, 30, 40)))
                .isEqualTo(new TokenCounts(11, 22, 33, 44));
    }

    @Test
    void shouldTotalAllKinds() {
        assertThat(new TokenCounts(1, 2, 3, 4).total()).isEqualTo(10);
    }

    @Test
    void shouldSaturateWhenASumIsTooLarge() {
        // Given
        TokenCounts most = new TokenCounts(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

        // When / Then
        assertThat(most.plus(most)).isEqualTo(most);
        assertThat(most.total()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRefuseWhenOneIsNegative() {
        assertThatThrownBy(() -> new TokenCounts(0, 0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenCounts(Long.MIN_VALUE, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
