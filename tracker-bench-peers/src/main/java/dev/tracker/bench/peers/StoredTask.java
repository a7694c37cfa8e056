package dev.tracker.bench.peers;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.TaskStateCodec;

/**
 * A state with its encoded form. The heap state backend writes all states at every checkpoint, also those that have not changed: kept encoded, they need only
 * be copied. Immutable.
 */
final class StoredTask {

    private final TaskProgress task;
    private final byte[] encoded;

    private StoredTask(TaskProgress task, byte[] encoded) {
        this.task = task;
        this.encoded = encoded;
    }

    static StoredTask of(TaskProgress task) {
        return new StoredTask(task, TaskStateCodec.encode(task));
    }

    static StoredTask ofEncoded(byte[] encoded) {
        return new StoredTask(TaskStateCodec.decode(encoded), encoded);
    }

    TaskProgress task() {
        return task;
    }

    /** Not to be changed. */
    byte[] encoded() {
        return encoded;
    }
}
