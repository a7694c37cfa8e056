package dev.tracker.core.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out queue of updates in a folder. A record is in the hands of the operating system when {@link #append} returns, so it survives the death of
 * the process; a segment goes when all of it is delivered. Not thread-safe, but for {@link #sync}.
 */
public final class Spool implements Closeable {

    /** {@link #append} found no room. Numbers begin at 1. */
    public static final long FULL = 0;

    private static final int SEGMENTS = 16;
    private static final long MAX_SEGMENT_BYTES = 4L << 20;

    /** A rewrite must gain at least this part of the segment, unless something that is never dropped needs the room. */
    private static final int WORTHWHILE = 8;

    private static final int CHECKPOINT_EVERY = 256;

    private final Path folder;
    private final long maxBytes;
    private final long segmentBytes;
    private final Consumer<SpoolRecord> onDropped;
    private final SpoolLock lock;
    private final Checkpoint checkpoint;
    private final Accounts accounts = new Accounts();
    private final List<Segment> segments;
    private final Deliveries deliveries;
    private final long recovered;
    private final long tornTails;
    private final long firstOwnIndex;
    private long damages;
    private long dropped;
    private long coalesced;
    private long records;
    private long bytes;
    private long lastNumber;
    private long nextIndex;
    private boolean closed;

    private @Nullable SegmentScanner reader;
    private @Nullable Segment readSegment;
    private long readerDamages;

    /** The segment that is appended to; null until something is. */
    private @Nullable Segment active;

    private volatile @Nullable RandomAccessFile writer;

    private Spool(Path folder, long maxBytes, Consumer<SpoolRecord> onDropped, SpoolLock lock) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.segmentBytes = Math.min(MAX_SEGMENT_BYTES, maxBytes / SEGMENTS);
        this.onDropped = onDropped;
        this.lock = lock;
        this.checkpoint = new Checkpoint(folder.resolve("delivered"));
        Found found = Found.in(folder, checkpoint.number(), accounts);
        this.segments = new ArrayList<>(found.segments());
        this.deliveries = new Deliveries(checkpoint.number());
        this.recovered = found.records();
        this.records = recovered;
        this.tornTails = found.tornTails();
        this.damages = found.damages();
        this.lastNumber = found.lastNumber();
        this.bytes = segments.stream().mapToLong(segment -> segment.bytes).sum();
        this.nextIndex = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).index + 1;
        this.firstOwnIndex = nextIndex;
    }

    /**
     * Claims the folder, makes it if need be, and takes over what an earlier process left in it.
     *
     * @param onDropped told of each record that is given up for room
     * @return null if another process, or another spool of this one, has the folder
     */
    public static @Nullable Spool open(Path folder, long maxBytes, Consumer<SpoolRecord> onDropped) throws IOException {
        Files.createDirectories(folder);
        SpoolLock lock = SpoolLock.tryClaim(folder.resolve("lock"));
        if (lock == null) {
            return null;
        }
        try {
            return new Spool(folder, maxBytes, onDropped, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Adds a record at the end.
     *
     * @return its number, or {@link #FULL}
     * @throws IOException if it can't be written; then nothing of it counts
     */
    public long append(Weight weight, byte[] key, byte[] value) throws IOException {
        int size = SpoolRecord.size(key, value);
        if (!hasRoom(size) && !makeRoom(size, weight)) {
            return FULL;
        }
        SpoolRecord record = new SpoolRecord(lastNumber + 1, weight, key, value);
        Segment segment = segmentFor(size);
        write(segment, record);
        lastNumber = record.number();
        segment.lastNumber = lastNumber;
        records++;
        accounts.added(segment, record);
        return lastNumber;
    }

    /** Whether a record whose key and value take so many bytes fits in without anything being dropped. */
    public boolean hasRoomFor(int keyAndValueBytes) {
        return hasRoom(SpoolRecord.size(new byte[0], new byte[0]) + keyAndValueBytes);
    }

    private boolean hasRoom(long size) {
        return bytes + size <= maxBytes;
    }

    private Segment segmentFor(int size) throws IOException {
        Segment current = active;
        if (current == null || (current.bytes > 0 && current.bytes + size > segmentBytes)) {
            roll();
            current = new Segment(Found.file(folder, nextIndex), nextIndex);
            writer = new RandomAccessFile(current.file.toFile(), "rw");
            nextIndex++;
            segments.add(current);
            active = current;
        }
        return current;
    }

    private void write(Segment segment, SpoolRecord record) throws IOException {
        RandomAccessFile file = Objects.requireNonNull(writer);
        try {
            file.write(record.encoded());
        } catch (IOException e) {
            goBack(file, segment, e);
            throw e;
        }
        segment.bytes += record.size();
        bytes += record.size();
    }

    /** A part of a record may be there: the next one goes over it, or else into another segment. */
    private void goBack(RandomAccessFile file, Segment segment, IOException cause) {
        try {
            file.setLength(segment.bytes);
            file.seek(segment.bytes);
        } catch (IOException e) {
            cause.addSuppressed(e);
            writer = null;
            active = null;
        }
    }

    /** Ends the active segment. */
    private void roll() throws IOException {
        RandomAccessFile file = writer;
        if (file != null) {
            writer = null;
            active = null;
            file.close();
            removeDelivered();
        }
    }

    private boolean makeRoom(int size, Weight weight) throws IOException {
        if (weight == Weight.DISPENSABLE || size > maxBytes) {
            return false;
        }
        if (active != null && active.lastNumber <= deliveries.upTo()) {
            roll();
        }
        int worthwhile = weight == Weight.KEPT ? Integer.MAX_VALUE : WORTHWHILE;
        while (!hasRoom(size)) {
            Segment lines = most(segment -> segment.dispensableBytes, worthwhile);
            Segment old = lines == null ? most(segment -> segment.supersededBytes, worthwhile) : null;
            if (lines != null) {
                compact(lines, record -> record.weight() == Weight.DISPENSABLE);
                lines.dispensableBytes = 0;
            } else if (old != null) {
                compact(old, accounts::isSuperseded);
                old.supersededBytes = 0;
            } else {
                return false;
            }
        }
        return true;
    }

    /** The segment with most to gain, among those that reading has not begun on; null if none has enough. */
    private @Nullable Segment most(ToLongFunction<Segment> gain, int worthwhile) {
        long firstUnread = readSegment == null ? 0 : readSegment.index + 1;
        return segments.stream()
                .filter(segment -> segment.index >= firstUnread)
                .filter(segment -> gain.applyAsLong(segment) > segment.bytes / worthwhile)
                .max(Comparator.comparingLong(gain))
                .orElse(null);
    }

    private void compact(Segment segment, Predicate<SpoolRecord> isNeedless) throws IOException {
        if (segment == active) {
            roll();
        }
        long before = segment.bytes;
        List<SpoolRecord> gone = Compaction.run(segment, isNeedless);
        bytes -= before - segment.bytes;
        for (SpoolRecord record : gone) {
            if (deliveries.isDecided(record.number())) {
                continue;
            }
            records--;
            if (record.weight() == Weight.DISPENSABLE) {
                dropped++;
            } else {
                coalesced++;
            }
            onDropped.accept(record);
        }
    }

    /** The next record to deliver, null if there is none now. */
    public @Nullable SpoolRecord next() throws IOException {
        while (!closed) {
            SegmentScanner scanner = reader;
            Segment segment = readSegment;
            if (scanner == null || segment == null) {
                if (!openAfter(0)) {
                    return null;
                }
                continue;
            }
            SpoolRecord record = scanner.next(segment.bytes);
            if (segment.index >= firstOwnIndex) {
                // Those of earlier processes were counted when the folder was looked through.
                damages += scanner.damages() - readerDamages;
                readerDamages = scanner.damages();
            }
            if (record != null) {
                if (deliveries.read(record)) {
                    return record;
                }
            } else if (segment.index == lastIndex()) {
                deliveries.readTo(lastNumber);
                settleEnd();
                return null;
            } else {
                closeReader();
                openAfter(segment.index);
            }
        }
        return null;
    }

    private long lastIndex() {
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).index;
    }

    private boolean openAfter(long index) throws IOException {
        for (Segment segment : segments) {
            if (segment.index > index) {
                reader = new SegmentScanner(segment.file);
                readSegment = segment;
                readerDamages = 0;
                return true;
            }
        }
        return false;
    }

    private void closeReader() throws IOException {
        SegmentScanner scanner = reader;
        reader = null;
        readSegment = null;
        if (scanner != null) {
            scanner.close();
        }
    }

    /**
     * The record is delivered, or never will be.
     *
     * @return false if that was known already
     */
    public boolean decided(long number) throws IOException {
        if (closed || !deliveries.decided(number)) {
            return false;
        }
        records--;
        settleEnd();
        if (deliveries.nothingOutstanding() || deliveries.upTo() - checkpoint.number() >= CHECKPOINT_EVERY) {
            checkpoint.write(deliveries.upTo());
        }
        removeDelivered();
        return true;
    }

    /** Records that turned out to be damaged are never decided one by one. */
    private void settleEnd() {
        if (deliveries.upTo() >= lastNumber) {
            records = 0;
        }
    }

    private void removeDelivered() throws IOException {
        while (!segments.isEmpty()) {
            Segment oldest = segments.get(0);
            if (oldest == active || oldest.lastNumber > deliveries.upTo()) {
                return;
            }
            if (oldest == readSegment) {
                closeReader();
            }
            // First the number, then the file: numbers must not begin anew below it.
            if (checkpoint.number() < deliveries.upTo()) {
                checkpoint.write(deliveries.upTo());
            }
            Files.deleteIfExists(oldest.file);
            segments.remove(0);
            bytes -= oldest.bytes;
            accounts.removed(oldest);
        }
    }

    /** What is read and undecided will be read again. */
    public void rewind() throws IOException {
        closeReader();
        deliveries.rewind();
    }

    /** Bytes of records that were read and are undecided. */
    public long outstandingBytes() {
        return deliveries.outstandingBytes();
    }

    /** Whether every record up to that number is decided or dropped. */
    public boolean isDecidedUpTo(long number) {
        return records == 0 || deliveries.upTo() >= number;
    }

    /** The number of the record that was appended last. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Makes the disk take what was appended. Any thread may call it. */
    public void sync() throws IOException {
        RandomAccessFile file = writer;
        if (file != null && file.getFD().valid()) {
            file.getFD().sync();
        }
    }

    public SpoolStatus status() {
        return new SpoolStatus(records, bytes, recovered, tornTails, damages, dropped, coalesced);
    }

    /** Leaves what is undelivered for the next one that opens the folder. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (SpoolLock claim = lock;
                Checkpoint last = checkpoint) {
            closeReader();
            last.write(deliveries.upTo());
            sync();
            roll();
        }
    }
}
