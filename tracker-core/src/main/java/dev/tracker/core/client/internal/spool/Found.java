package dev.tracker.core.client.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier process left in a folder.
 *
 * @param segments those that hold something undelivered, in order
 * @param lastNumber the highest number seen, delivered ones included
 * @param records undelivered ones
 * @param tornTails 1 if the last write was cut off in the middle; what there was of it is removed
 * @param damages stretches that are no records although they once were
 */
record Found(List<Segment> segments, long lastNumber, long records, long tornTails, long damages) {

    private static final Logger LOG = LoggerFactory.getLogger(Found.class);
    private static final String SUFFIX = ".spool";
    private static final String UNFINISHED = ".new";
    private static final int HEX = 16;

    static Path file(Path folder, long index) {
        return folder.resolve(String.format("%016x%s", index, SUFFIX));
    }

    static Path unfinished(Segment segment) {
        return segment.file.resolveSibling(segment.file.getFileName() + UNFINISHED);
    }

    /** Looks through the folder; {@code each} hears of every undelivered record. */
    static Found in(Path folder, long delivered, Accounts each) throws IOException {
        List<Segment> segments = new ArrayList<>();
        long lastNumber = delivered;
        long records = 0;
        long torn = 0;
        long damages = 0;
        List<Segment> files = files(folder);
        for (Segment segment : files) {
            boolean isLast = segment == files.get(files.size() - 1);
            try (SegmentScanner scanner = new SegmentScanner(segment.file)) {
                long length = scanner.length();
                for (SpoolRecord next = scanner.next(length); next != null; next = scanner.next(length)) {
                    segment.lastNumber = next.number();
                    if (next.number() > delivered) {
                        records++;
                        each.added(segment, next);
                    }
                }
                segment.bytes = length;
                damages += scanner.damages();
                if (isLast && scanner.endedInDamage()) {
                    torn++;
                    damages--;
                    segment.bytes = scanner.lastGood();
                }
            }
            lastNumber = Math.max(lastNumber, segment.lastNumber);
            if (segment.lastNumber <= delivered) {
                Files.delete(segment.file);
            } else {
                cut(segment);
                segments.add(segment);
            }
        }
        if (torn + damages > 0) {
            LOG.warn(
                    "The spool {} has {} damaged places and {} update that was cut off while it was written; they are passed over",
                    folder,
                    damages,
                    torn);
        }
        return new Found(segments, lastNumber, records, torn, damages);
    }

    private static void cut(Segment segment) throws IOException {
        if (Files.size(segment.file) > segment.bytes) {
            try (RandomAccessFile file = new RandomAccessFile(segment.file.toFile(), "rw")) {
                file.setLength(segment.bytes);
            }
        }
    }

    private static List<Segment> files(Path folder) throws IOException {
        List<Segment> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                if (name.endsWith(SUFFIX + UNFINISHED)) {
                    Files.delete(path);
                } else if (name.endsWith(SUFFIX)) {
                    files.add(new Segment(path, index(path, name)));
                }
            }
        }
        files.sort(Comparator.comparingLong(segment -> segment.index));
        return files;
    }

    private static long index(Path path, String name) throws IOException {
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()), HEX);
        } catch (NumberFormatException e) {
            throw new IOException("not a file of a spool, and in its folder: " + path, e);
        }
    }
}
