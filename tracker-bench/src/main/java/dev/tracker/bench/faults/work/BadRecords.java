package dev.tracker.bench.faults.work;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/** Records that are no events, of the kinds that others have sent. */
final class BadRecords {

    private static final int KINDS = 7;
    private static final int TOO_LARGE = (1 << 20) + 1;

    /** One of them, under a good task's key. */
    static Outgoing next(Random random, UUID id, String taskId) {
        byte[] key = taskId.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(KINDS)) {
            case 0 -> new Outgoing(id, key, bytes("{\"eventId\":\"" + id + "\",\"taskId\":"));
            case 1 -> new Outgoing(id, key, bytes("[]"));
            case 2 -> new Outgoing(id, bytes(""), bytes(log(id, taskId)));
            case 3 -> new Outgoing(id, bytes("other-" + taskId), bytes(log(id, taskId)));
            case 4 -> new Outgoing(id, key, bytes(log(id, taskId) + "trailing"));
            case 5 -> new Outgoing(id, key, bytes(log(id, taskId).replace("\"log\"", "\"no-such-type\"")));
            default ->
                // Seldom: it costs what three thousand events cost.
                random.nextInt(40) == 0
                        ? new Outgoing(id, key, new byte[TOO_LARGE])
                        : new Outgoing(id, key, new byte[] {'{', (byte) 0xc3, '}'});
        };
    }

    private static String log(UUID id, String taskId) {
        return "{\"eventId\":\"" + id + "\",\"taskId\":\"" + taskId
                + "\",\"agentId\":\"bad\",\"type\":\"log\",\"message\":\"never stored\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private BadRecords() {}
}
