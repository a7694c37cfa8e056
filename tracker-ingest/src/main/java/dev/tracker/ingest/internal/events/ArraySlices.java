package dev.tracker.ingest.internal.events;

import dev.tracker.ingest.internal.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a JSON array into the bytes of its elements, which it does not judge: one bad element must not spoil the others. It only follows brackets and strings; what is
 * not JSON in between ends up in an element and is refused there.
 */
final class ArraySlices {

    private final byte[] json;
    private final int most;
    private final List<byte[]> slices = new ArrayList<>();

    private ArraySlices(byte[] json, int most) {
        this.json = json;
        this.most = most;
    }

    static boolean isArray(byte[] json) {
        int first = skipBlanks(json, 0);
        return first < json.length && json[first] == '[';
    }

    /** @throws Problem if brackets or strings do not end, something follows, or there are more than that many */
    static List<byte[]> of(byte[] json, int most) {
        ArraySlices cut = new ArraySlices(json, most);
        cut.cut(skipBlanks(json, 0) + 1);
        return cut.slices;
    }

    private void cut(int start) {
        int from = start;
        int depth = 1;
        int i = start;
        while (i < json.length) {
            switch (json[i]) {
                case '"' -> i = endOfString(i);
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 1) {
                        add(from, i);
                        from = i + 1;
                    }
                }
                default -> {}
            }
            if (depth == 0) {
                if (json[i] != ']') {
                    throw notAnArray("its end is none");
                }
                boolean isEmpty = slices.isEmpty() && skipBlanks(json, from) == i;
                if (!isEmpty) {
                    add(from, i);
                }
                requireEnd(i + 1);
                return;
            }
            i++;
        }
        throw notAnArray("it does not end");
    }

    /** Where the string that begins there has its closing quote. */
    private int endOfString(int opening) {
        for (int i = opening + 1; i < json.length; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i;
            }
        }
        throw notAnArray("a text in it does not end");
    }

    private void add(int from, int to) {
        if (slices.size() >= most) {
            throw new Problem(413, "A request may hold at most " + most + " events; nothing of it was taken.");
        }
        int first = skipBlanks(json, from);
        int end = to;
        while (end > first && isBlank(json[end - 1])) {
            end--;
        }
        slices.add(Arrays.copyOfRange(json, Math.min(first, end), end));
    }

    private void requireEnd(int from) {
        if (skipBlanks(json, from) < json.length) {
            throw notAnArray("something follows it");
        }
    }

    private static int skipBlanks(byte[] json, int from) {
        int i = from;
        while (i < json.length && isBlank(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static Problem notAnArray(String fault) {
        return new Problem(400, "The body is not a JSON array: " + fault + ". Nothing of it was taken.");
    }
}
