package dev.tracker.core.client.internal.spool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Which of the records that were read are delivered, in whatever order that becomes known. Guarded by the {@link Spool}. */
final class Deliveries {

    /** Read and undecided, in order, with their bytes. */
    private final Map<Long, Integer> outstanding = new LinkedHashMap<>();

    /** Decided before one that was read earlier. */
    private final TreeSet<Long> ahead = new TreeSet<>();

    private long outstandingBytes;
    private long lastRead;
    private long upTo;

    Deliveries(long upTo) {
        this.upTo = upTo;
        this.lastRead = upTo;
    }

    /** Every record up to that number is decided. */
    long upTo() {
        return upTo;
    }

    long outstandingBytes() {
        return outstandingBytes;
    }

    boolean nothingOutstanding() {
        return outstanding.isEmpty();
    }

    /** Whether the record is to be sent now that it is met in reading. */
    boolean read(SpoolRecord record) {
        if (record.number() <= lastRead) {
            return false;
        }
        lastRead = record.number();
        if (ahead.contains(record.number())) {
            advance();
            return false;
        }
        outstanding.put(record.number(), record.size());
        outstandingBytes += record.size();
        return true;
    }

    /** Says whether that was not known yet. */
    boolean decided(long number) {
        Integer bytes = outstanding.remove(number);
        if (bytes == null) {
            return false;
        }
        outstandingBytes -= bytes;
        ahead.add(number);
        advance();
        return true;
    }

    private void advance() {
        upTo = outstanding.isEmpty()
                ? lastRead
                : outstanding.keySet().iterator().next() - 1;
        ahead.headSet(upTo, true).clear();
    }

    /** Everything up to that number was met in reading, or is gone. */
    void readTo(long number) {
        lastRead = Math.max(lastRead, number);
        advance();
    }

    boolean isDecided(long number) {
        return number <= upTo || ahead.contains(number);
    }

    /** What is undecided will be read again. */
    void rewind() {
        outstanding.clear();
        outstandingBytes = 0;
        lastRead = upTo;
    }
}
