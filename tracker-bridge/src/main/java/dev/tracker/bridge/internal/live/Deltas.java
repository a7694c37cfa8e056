package dev.tracker.bridge.internal.live;

import java.util.ArrayList;
import java.util.List;

/** The latest deltas of a window, as many as fit. Guarded by the channel's lock. */
final class Deltas {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST = 512;

    /** The oldest first; those in front of {@link #begin} do not count any more. */
    private final List<Frame> frames = new ArrayList<>();

    private int begin;
    private int bytes;

    void clear() {
        frames.clear();
        begin = 0;
        bytes = 0;
    }

    void add(Frame frame) {
        frames.add(frame);
        bytes += frame.size();
        // One always stays, however large: whoever is only one behind takes it.
        while ((bytes > MOST_BYTES || frames.size() - begin > MOST) && frames.size() - begin > 1) {
            bytes -= frames.get(begin).size();
            begin++;
        }
        if (begin > MOST) {
            frames.subList(0, begin).clear();
            begin = 0;
        }
    }

    /** Whether so many of the latest are there. */
    boolean has(int behind) {
        return behind <= frames.size() - begin;
    }

    /** The one that leads on from so many versions ago. */
    Frame get(int behind) {
        return frames.get(frames.size() - behind);
    }

    /** What so many of the latest have together. */
    int bytes(int behind) {
        int sum = 0;
        for (int i = frames.size() - behind; i < frames.size(); i++) {
            sum += frames.get(i).size();
        }
        return sum;
    }

    /** For tests: how many there are. */
    int size() {
        return frames.size() - begin;
    }
}
