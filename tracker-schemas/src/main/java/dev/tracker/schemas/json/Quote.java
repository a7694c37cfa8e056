package dev.tracker.schemas.json;

import dev.tracker.schemas.Texts;

/** Shows foreign text in a reason: short, and without anything that a terminal would act on. */
final class Quote {

    private static final int MAX_LENGTH = 40;

    static String quote(String text) {
        StringBuilder shown = new StringBuilder("\"");
        Texts.abridge(text, MAX_LENGTH).chars().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.append('"').toString();
    }

    private Quote() {}
}
