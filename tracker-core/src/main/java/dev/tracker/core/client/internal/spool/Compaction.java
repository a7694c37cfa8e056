package dev.tracker.core.client.internal.spool;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes a segment anew without some of its records, and puts the new file in the old one's place in one step. */
final class Compaction {

    /** @return the records that are gone */
    static List<SpoolRecord> run(Segment segment, Predicate<SpoolRecord> isNeedless) throws IOException {
        Path unfinished = Found.unfinished(segment);
        List<SpoolRecord> dropped = new ArrayList<>();
        long bytes = 0;
        try (SegmentScanner scanner = new SegmentScanner(segment.file);
                FileOutputStream file = new FileOutputStream(unfinished.toFile())) {
            OutputStream out = new BufferedOutputStream(file, 1 << 16);
            for (SpoolRecord next = scanner.next(segment.bytes); next != null; next = scanner.next(segment.bytes)) {
                if (isNeedless.test(next)) {
                    dropped.add(next);
                } else {
                    out.write(next.encoded());
                    bytes += next.size();
                }
            }
            out.flush();
            // The old file must not be gone before the new one is there.
            file.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, segment.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        segment.bytes = bytes;
        return dropped;
    }

    private Compaction() {}
}
