package dev.tracker.core.client.internal.spool;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Knows which bytes of which segment could go if there were no room. Guarded by the {@link Spool}. */
final class Accounts {

    private record Newest(long number, Segment segment, int bytes) {}

    private final Map<ByteBuffer, Newest> newest = new HashMap<>();

    void added(Segment segment, SpoolRecord record) {
        switch (record.weight()) {
            case KEPT -> {}
            case DISPENSABLE -> segment.dispensableBytes += record.size();
            case NEWEST -> {
                Newest now = new Newest(record.number(), segment, record.size());
                Newest before = newest.put(ByteBuffer.wrap(record.key()), now);
                if (before != null) {
                    before.segment().supersededBytes += before.bytes();
                }
            }
        }
    }

    /** Whether a newer record says all that this one says. */
    boolean isSuperseded(SpoolRecord record) {
        Newest last = newest.get(ByteBuffer.wrap(record.key()));
        return record.weight() == Weight.NEWEST && last != null && last.number() != record.number();
    }

    void removed(Segment segment) {
        newest.values().removeIf(last -> last.segment() == segment);
    }
}
