package dev.tracker.bench.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's end of a WebSocket, as little of it as counting needs: lengths of frames are read, contents only of those that are sampled. For the selector's
 * thread.
 */
final class Viewer {

    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final int LENGTH_BITS = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final @Nullable ByteArrayOutputStream content;
    private final LongConsumer delay;
    private boolean upgraded;
    private int lastBytes;
    private int headerLeft = 2;
    private int lengthBytes;
    private long length;
    private long payloadLeft;
    private long newestMark;
    private long frames;
    private long bytes;

    /**
     * @param isSampled whether its frames are looked into
     * @param delay takes microseconds from the sending of a change to now
     */
    Viewer(boolean isSampled, LongConsumer delay) {
        this.content = isSampled ? new ByteArrayOutputStream() : null;
        this.delay = delay;
    }

    boolean isUpgraded() {
        return upgraded;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    void take(ByteBuffer in) {
        bytes += in.remaining();
        while (in.hasRemaining()) {
            if (!upgraded) {
                lastBytes = lastBytes << 8 | (in.get() & 0xff);
                upgraded = lastBytes == END_OF_HEAD;
            } else if (payloadLeft > 0) {
                payload(in);
            } else {
                header(in.get() & 0xff);
            }
        }
    }

    private void header(int next) {
        if (lengthBytes > 0) {
            length = length << 8 | next;
            lengthBytes--;
        } else if (--headerLeft == 0) {
            int small = next & LENGTH_BITS;
            lengthBytes = small == TWO_BYTES ? 2 : small == EIGHT_BYTES ? 8 : 0;
            length = lengthBytes == 0 ? small : 0;
        }
        if (headerLeft == 0 && lengthBytes == 0) {
            payloadLeft = length;
            headerLeft = 2;
            if (payloadLeft == 0) {
                frames++;
            }
        }
    }

    private void payload(ByteBuffer in) {
        int size = (int) Math.min(payloadLeft, in.remaining());
        if (content == null) {
            in.position(in.position() + size);
        } else {
            byte[] part = new byte[size];
            in.get(part);
            content.writeBytes(part);
        }
        payloadLeft -= size;
        if (payloadLeft == 0) {
            frames++;
            if (content != null) {
                look(content.toByteArray());
                content.reset();
            }
        }
    }

    /** Changes come in the order in which they were sent; what is not newer than the newest seen was shown before. */
    private void look(byte[] frame) {
        long now = Marks.micros();
        long newest = newestMark;
        for (int at = Marks.indexOf(frame, 0, frame.length); at >= 0; ) {
            long mark = Marks.find(frame, at, frame.length);
            if (mark > newestMark) {
                delay.accept(Math.max(0, now - mark));
                newest = Math.max(newest, mark);
            }
            at = Marks.indexOf(frame, at + 1, frame.length);
        }
        newestMark = newest;
    }
}
