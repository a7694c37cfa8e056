package dev.tracker.cli.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The bytes before a place in a file, by which to tell that the file is still the one that was read up to there. */
final class Fingerprint {

    private static final int LENGTH = 4_096;

    static byte[] before(Path file, long offset) throws IOException {
        int length = (int) Math.min(LENGTH, offset);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = offset - length;
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at + bytes.position());
                if (read < 0) {
                    break;
                }
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static boolean matches(byte[] print, Path file, long offset) throws IOException {
        return Arrays.equals(print, before(file, offset));
    }

    private Fingerprint() {}
}
