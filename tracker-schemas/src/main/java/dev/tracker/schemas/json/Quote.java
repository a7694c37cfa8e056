package dev.tracker.schemas.json;

import dev.tracker.schemas.Texts;

/** Shows foreign text in a reason: short, and without anything that a terminal would act on. */
final class Quote {

    private static final int MAX_LENGTH = 40;

    static String quote(String text) {
        StringBuilder shown = new StringBuilder("\"");
        Texts.abridge(text, MAX_LENGTH).codePoints().forEach(c -> {
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.append('"').toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private Quote() {}
}
