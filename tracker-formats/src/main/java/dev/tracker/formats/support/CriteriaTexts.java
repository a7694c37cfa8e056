package dev.tracker.formats.support;

import dev.tracker.schemas.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Cuts a list of criteria so that the event that declares them is far from the largest that the wire takes. */
final class CriteriaTexts {

    private static final int MAX_LENGTH = 1_024;

    /** 10,000 of the shortest texts, at six bytes a character, stay below the bound too. */
    private static final int MIN_LENGTH = 8;

    private static final int MAX_BYTES = 640 * 1024;

    static List<String> fitting(List<String> criteria) {
        List<String> kept = criteria.subList(0, Math.min(criteria.size(), WireLimits.MAX_CRITERIA));
        int length = MAX_LENGTH;
        List<String> texts = cut(kept, length);
        while (bytes(texts) > MAX_BYTES && length > MIN_LENGTH) {
            length /= 2;
            texts = cut(texts, length);
        }
        return texts;
    }

    private static List<String> cut(List<String> texts, int length) {
        return texts.stream().map(text -> WireText.text(text, length)).collect(Collectors.toUnmodifiableList());
    }

    private static long bytes(List<String> texts) {
        return texts.stream().mapToLong(CriteriaTexts::bytes).sum();
    }

    /** Its size as JSON, at most: a control character is written as six bytes, a quote or backslash as two. */
    private static long bytes(String text) {
        long escapes = text.chars()
                .mapToLong(c -> c < ' ' ? 5 : c == '"' || c == '\\' ? 1 : 0)
                .sum();
        return text.getBytes(StandardCharsets.UTF_8).length + escapes + 3;
    }

    private CriteriaTexts() {}
}
