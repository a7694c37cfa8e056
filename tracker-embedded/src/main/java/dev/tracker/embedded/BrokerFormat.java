package dev.tracker.embedded;

import dev.tracker.embedded.internal.BrokerSettings;
import dev.tracker.embedded.internal.DiskSpace;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * What a broker's folder is formatted with, once in its life. Brokers of one cluster differ in the node id only.
 *
 * @param clusterId 22 characters, as {@link Uuid} writes them
 * @param scramUsers users that exist from the start, as {@code kafka-storage format --add-scram} takes them; secret
 */
public record BrokerFormat(int nodeId, String clusterId, List<String> scramUsers) {

    public BrokerFormat {
        scramUsers = List.copyOf(scramUsers);
    }

    /** The one node of a cluster of its own. */
    static BrokerFormat single() {
        return new BrokerFormat(BrokerSettings.NODE_ID, Uuid.randomUuid().toString(), List.of());
    }

    /** Where a broker with this folder keeps its log. */
    static Path logs(Path directory) {
        return directory.toAbsolutePath().resolve("logs");
    }

    /**
     * Formats a broker's folder unless it has been.
     *
     * @throws EmbeddedServerException if it cannot be written
     */
    public void applyOnce(Path directory) {
        Path logs = logs(directory);
        // Written last by the formatter: a run that was killed before it is simply done again.
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(nodeId)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setScramArguments(scramUsers)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new EmbeddedServerException(
                    "The Kafka folder " + logs + " could not be formatted: " + e.getMessage() + "."
                            + DiskSpace.hint(logs),
                    e);
        }
    }

    @Override
    public String toString() {
        return "node " + nodeId + " of cluster " + clusterId;
    }
}
