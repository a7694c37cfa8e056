package dev.tracker.core.client;

import dev.tracker.core.client.internal.Inputs;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where updates lie until Kafka has them.
 *
 * @param folder made if it is not there; one tracker at a time
 * @param maxBytes what its files may take, 256 KiB to 1 TiB
 */
public record SpoolSettings(Path folder, long maxBytes) {

    private static final long MIN_BYTES = 256 * 1024;
    private static final long MAX_BYTES = 1L << 40;

    /** @throws IllegalArgumentException if a value is out of its range; the message names setting, value and range */
    public SpoolSettings {
        Objects.requireNonNull(folder, "folder");
        Inputs.range("spool.maxBytes", maxBytes, MIN_BYTES, MAX_BYTES);
    }
}
