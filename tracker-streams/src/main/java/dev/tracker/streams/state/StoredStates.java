package dev.tracker.streams.state;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.BinaryInput;
import dev.tracker.schemas.binary.BinaryOutput;
import dev.tracker.schemas.binary.CorruptStateException;
import dev.tracker.schemas.binary.TaskStateCodec;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * States as RocksDB keeps them: in their binary form, deflated (RFC 1951) where that makes them smaller. Only a task that goes out of use is stored, never one that a commit
 * writes, so this takes some 20 us off the path of events. Holds native memory until it is closed. Not thread-safe.
 */
public final class StoredStates implements AutoCloseable {

    /** Begins a deflated state; the codec's own versions are small numbers, and JSON begins with a brace. */
    private static final byte DEFLATED = 'z';

    /** More than any state has by its bounds, so that damaged bytes can't ask for all memory. */
    private static final int MAX_STATE_BYTES = 16 * 1024 * 1024;

    private static final int MAX_HEADER_BYTES = 1 + 5;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Inflater inflater = new Inflater(true);

    /** The task's stored form. */
    public byte[] pack(TaskProgress task) {
        byte[] state = TaskStateCodec.encode(task);
        BinaryOutput out = new BinaryOutput(state.length + MAX_HEADER_BYTES);
        out.writeByte(DEFLATED);
        out.writeUnsigned(state.length);
        byte[] deflated = new byte[state.length];
        deflater.reset();
        deflater.setInput(state);
        deflater.finish();
        int length = deflater.deflate(deflated);
        if (!deflater.finished()) {
            return state;
        }
        out.writeRaw(deflated, 0, length);
        return out.toByteArray();
    }

    /**
     * The task of a stored form, deflated or not: earlier versions stored the binary form as it is.
     *
     * @throws CorruptStateException if the bytes are neither
     */
    public TaskProgress unpack(byte[] stored) {
        return TaskStateCodec.decode(stored.length > 0 && stored[0] == DEFLATED ? inflated(stored) : stored);
    }

    private byte[] inflated(byte[] stored) {
        BinaryInput in = new BinaryInput(stored);
        in.readByte();
        int length = in.readInt();
        if (length > MAX_STATE_BYTES) {
            throw new CorruptStateException("a state of " + length + " bytes");
        }
        byte[] state = new byte[length];
        inflater.reset();
        inflater.setInput(stored, in.position(), stored.length - in.position());
        try {
            if (inflater.inflate(state) != length || !endsHere()) {
                throw new CorruptStateException("a deflated state is not as long as it says");
            }
        } catch (DataFormatException e) {
            throw new CorruptStateException("a deflated state is damaged", e);
        }
        return state;
    }

    /** All that the bytes hold may have come before the mark of their end was read. */
    private boolean endsHere() throws DataFormatException {
        boolean nothingMore = inflater.finished() || inflater.inflate(new byte[1]) == 0;
        return nothingMore && inflater.finished() && inflater.getRemaining() == 0;
    }

    /** Frees the native memory; it can't be used any more. */
    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
