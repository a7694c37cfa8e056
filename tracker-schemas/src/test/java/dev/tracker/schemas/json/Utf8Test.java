package dev.tracker.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static final String ASCII = "twelve bytes";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "exactly8",
                "more than eight bytes",
                "ü",
                "seven..ü",
                "eight...世界",
                "\uD83D\uDE80",
                "\u0000"
            })
    void shouldAcceptWhenEncodedFromText(String text) {
        assertThat(Utf8.isWellFormed(text.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Utf8.isWellFormed((ASCII + text + ASCII).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // continuation without start
                "c3", // cut short
                "c328", // no continuation
                "c080", // overlong NUL
                "c1bf", // overlong DEL
                "e08080", // overlong in three
                "eda080", // half a surrogate pair
                "eda0bdedba80", // a surrogate pair, each half by itself
                "f0808080", // overlong in four
                "f4908080", // above U+10FFFF
                "f888808080", // five bytes
                "fffe"
            })
    void shouldRefuseWhenNotShortestFormOfACharacter(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] within = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(ASCII.getBytes(StandardCharsets.US_ASCII)) + hex + "61");
        assertThat(Utf8.isWellFormed(bytes)).isFalse();
        assertThat(Utf8.isWellFormed(within)).isFalse();
    }
}
