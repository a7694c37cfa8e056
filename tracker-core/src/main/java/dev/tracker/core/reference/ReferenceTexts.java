package dev.tracker.core.reference;

/** Cuts texts as {@code docs/fold.md} says, without the code that the fast fold uses for it. */
final class ReferenceTexts {

    /** The text itself if it has at most {@code n} UTF-16 units, else its beginning and an ellipsis, which are at most as many. */
    static String cut(String text, int n) {
        if (text.length() <= n) {
            return text;
        }
        int kept = n - 1;
        boolean splitsPair = Character.isSurrogatePair(text.charAt(kept - 1), text.charAt(kept));
        return text.substring(0, splitsPair ? kept - 1 : kept) + "\u2026";
    }

    private ReferenceTexts() {}
}
