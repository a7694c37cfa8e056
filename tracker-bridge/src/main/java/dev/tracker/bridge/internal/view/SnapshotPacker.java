package dev.tracker.bridge.internal.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs the bytes of snapshots, which are alike in everything but their values: with what is common to them as a dictionary, a fifth remains. Packing is for one
 * thread, unpacking for any.
 */
final class SnapshotPacker {

    /** What snapshots have in common; what is met most often stands last. Any other text would do, only less well: packed bytes never leave the process. */
    private static final byte[] DICTIONARY =
            ("\"parentTaskId\":\"\"reportedPercent\":\"budgetUsd\":\"completedAt\":\"model\":\"\",\"evidence\":\"observed\"\"evidence\":\"ci\""
                            + "\"evidence\":\"self_checked\"},{\"index\":1,\"text\":\"\",\"verified\":false},{\"index\":2,\"text\":\"\",\"verified\":true,"
                            + "\"evidence\":\"claimed\"}]},\"files\":{\"entries\":[{\"path\":\"src/main/java/com/\",\"created\":true},{\"path\":\"src/test/java/"
                            + ".java\",\"created\":false}],\"unlisted\":0},\"cost\":{\"usd\":0,\"usdKnown\":true,\"inputTokens\":0,\"outputTokens\":0,"
                            + "\"cacheReadTokens\":0,\"cacheWriteTokens\":0},\"status\":\"complete\"\"failed\"\"cancelled\"\"pending\""
                            + "{\"taskId\":\"task-\",\"version\":,\"projectId\":\"default\",\"agentId\":\"agent-\",\"title\":\"\",\"status\":\"in_progress\","
                            + "\"attempt\":1,\"startSeen\":true,\"iteration\":0,\"maxIterations\":20,\"percent\":0.0,\"criteria\":{\"declared\":0,\"verified\":0,"
                            + "\"entries\":[]},\"files\":{\"entries\":[],\"unlisted\":0},\"cost\":{\"usd\":0,\"usdKnown\":false,\"inputTokens\":0,"
                            + "\"outputTokens\":0,\"cacheReadTokens\":0,\"cacheWriteTokens\":0},\"logs\":[{\"at\":\"2026-01-01T00:00:00.000Z\",\"message\":"
                            + "\"create run edit \"},{\"at\":\"2026-01-01T00:00:00.000Z\",\"message\":\"\"}],\"counters\":{\"applied\":0,\"duplicates\":0,"
                            + "\"late\":0,\"fenced\":0,\"rejected\":0,\"actions\":0,\"failedActions\":0,\"errors\":0,\"transientErrors\":0},\"clocks\":{"
                            + "\"startedAt\":\"2026-01-01T00:00:00Z\",\"lastHeardAt\":\"2026-01-01T00:00:00.000Z\",\"lastAdvancedAt\":\"2026-01-01T00:00:00.000Z\","
                            + "\"heard\":1,\"rhythmMs\":0,\"expectedSilenceMs\":0,\"waiting\":false,\"skewMs\":0},\"emitters\":{\"cursors\":[{\"emitterId\":"
                            + "\"agent-\",\"attempt\":1,\"next\":1,\"missing\":[],\"lost\":0}],\"forgotten\":0,\"missing\":0},\"position\":{\"partition\":0,"
                            + "\"offset\":,\"appendedAt\":\"2026-01-01T00:00:00.000Z\"}}")
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int ROOM = 64;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    byte[] pack(byte[] snapshot) {
        deflater.reset();
        deflater.setDictionary(DICTIONARY);
        deflater.setInput(snapshot);
        deflater.finish();
        byte[] packed = new byte[snapshot.length / 2 + ROOM];
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, size * 2);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return Arrays.copyOf(packed, size);
    }

    /** @param size that it had before */
    static byte[] unpack(byte[] packed, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(packed);
            byte[] snapshot = new byte[size];
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(snapshot, done, size - done);
                if (more == 0) {
                    throw new IllegalStateException("a packed snapshot is too short");
                }
                done += more;
            }
            return snapshot;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a packed snapshot is broken", e);
        } finally {
            inflater.end();
        }
    }
}
