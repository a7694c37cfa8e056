package dev.tracker.schemas;

/** Cuts texts to the bounds of the state. */
public final class Texts {

    /**
     * At most {@code max} (from 1) UTF-16 units of the text, the last of them an ellipsis where something was cut; never half a surrogate pair.
     */
    public static String abridge(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private Texts() {}
}
