package dev.tracker.cli.watch;

import dev.tracker.formats.LineFormat;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.LineTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file that is followed. Of a file with a record a line only what has come is read, as long as what was read before is remembered; of any
 * other, and after {@link #forget}, the whole file is, and what has been sent is passed over. Holds no file open. Used by one thread.
 */
final class WatchedFile {

    private final Path file;
    private final TraceFormat format;
    private final FileReport report;
    private Position acknowledged;
    private @Nullable FileState seen;
    private @Nullable LineTail tail;
    private byte[] print = new byte[0];
    private boolean isOpen;

    /** {@code known} is what Kafka has of the file. */
    WatchedFile(Path file, TraceFormat format, Position known, FileReport report) {
        this.file = file;
        this.format = format;
        this.acknowledged = known;
        this.report = report;
    }

    TraceFormat format() {
        return format;
    }

    /** What the file looked like when it was last read; null if it has to be read. */
    @Nullable
    FileState seen() {
        return seen;
    }

    /** Whether more than a name and a position is remembered. */
    boolean isWarm() {
        return tail != null;
    }

    /** Whether something in the file may turn out otherwise once nobody writes to it any more. */
    boolean isUnsettled() {
        return isOpen || report.hasDoubts();
    }

    /**
     * Reads what has come.
     *
     * @param isQuiet whether nobody has written to the file for a while
     */
    void read(FileState now, boolean isQuiet) throws IOException {
        if (format instanceof LineFormat lines) {
            readLines(lines, now, isQuiet);
        } else {
            report.forgetDoubts();
            format.read(file, report);
        }
        seen = now;
        if (isQuiet) {
            report.settle();
            isOpen = false;
        }
    }

    private void readLines(LineFormat lines, FileState now, boolean isQuiet) throws IOException {
        LineTail current = tail;
        if (current == null || !isContinuation(current, now)) {
            report.forgetDoubts();
            current = new LineTail(file, report, lines.open(file, report));
            tail = current;
        }
        current.readMore(isQuiet);
        print = Fingerprint.before(file, current.offset());
        isOpen = current.offset() < now.size();
    }

    /** Whether what was read before is still there: a file may have been cut, or replaced by another one that is longer already. */
    private boolean isContinuation(LineTail current, FileState now) throws IOException {
        return seen != null
                && now.mayHaveGrownFrom(seen)
                && now.size() >= current.offset()
                && Fingerprint.matches(print, file, current.offset());
    }

    /** It can't be read; it will be tried again. */
    void fail(Exception e) {
        tail = null;
        report.unreadable(file, TraceSink.WHOLE_FILE, e.toString());
        report.settle();
    }

    /** Gives up what makes reading on cheap. */
    void forget() {
        tail = null;
    }

    /** Kafka has everything that was read. */
    Position acknowledge() {
        if (seen != null) {
            // What may turn out otherwise has to be looked at again, also by the next watcher.
            FileState state = isUnsettled() ? seen.asChanged() : seen;
            acknowledged = new Position(state, report.position().next());
        }
        return acknowledged;
    }

    /** Kafka does not have what was read since the last acknowledgement: it has to be read again. */
    void takeBack() {
        report.resetTo(new FilePosition(acknowledged.next()));
        tail = null;
        seen = null;
    }

    /** Nothing has been written to it since Kafka had it all. */
    void trust(FileState state) {
        seen = state;
    }

    static Position nothing() {
        return new Position(new FileState(-1, -1, ""), Map.of());
    }
}
