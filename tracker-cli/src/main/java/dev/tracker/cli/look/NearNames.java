package dev.tracker.cli.look;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone may have meant. */
final class NearNames {

    private static final int MOST = 3;
    private static final int LEAST_TOLERANCE = 2;
    private static final int CHARACTERS_PER_ERROR = 4;

    private record Near(String name, int distance) {}

    /** Up to three of the names that are the wanted one but for a few letters, or hold it, the nearest first. */
    static List<String> of(String wanted, Collection<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(LEAST_TOLERANCE, wanted.length() / CHARACTERS_PER_ERROR);
        return names.stream()
                .map(name -> new Near(name, distance(lower, name.toLowerCase(Locale.ROOT), tolerance)))
                .filter(near -> near.distance <= tolerance)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** Insertions, deletions and replacements that lead from one to the other; a name that holds the wanted one counts as the tolerance, whatever its length. */
    private static int distance(String wanted, String name, int tolerance) {
        int most = name.contains(wanted) ? tolerance : Integer.MAX_VALUE;
        if (Math.abs(wanted.length() - name.length()) > tolerance) {
            return most;
        }
        int[] above = new int[name.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return Math.min(most, above[name.length()]);
    }

    private NearNames() {}
}
