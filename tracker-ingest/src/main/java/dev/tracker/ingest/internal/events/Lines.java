package dev.tracker.ingest.internal.events;

import dev.tracker.ingest.internal.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts NDJSON into its lines; those without anything are passed over. */
final class Lines {

    /** @throws Problem if there are more than that many */
    static List<byte[]> of(byte[] body, int most) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                int end = i > from && body[i - 1] == '\r' ? i - 1 : i;
                if (!isBlank(body, from, end)) {
                    if (lines.size() >= most) {
                        throw new Problem(
                                413, "A request may hold at most " + most + " events; nothing of it was taken.");
                    }
                    lines.add(Arrays.copyOfRange(body, from, end));
                }
                from = i + 1;
            }
        }
        return lines;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private Lines() {}
}
