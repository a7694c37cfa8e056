package dev.tracker.core.cost;

import java.util.Locale;

/**
 * A name in which {@code *} stands for any characters, also none. Case makes no difference.
 *
 * @param text as it was written
 */
record Pattern(String text) {

    boolean matches(String name) {
        return matches(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** How many characters it fixes: the more, the more it says. */
    int specificity() {
        return text.length() - (int) text.chars().filter(c -> c == '*').count();
    }

    /** Goes back to the last star only, so that no name makes it slow. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
