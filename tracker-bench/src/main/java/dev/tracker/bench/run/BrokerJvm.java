package dev.tracker.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts brokers in JVMs of their own. */
public final class BrokerJvm {

    /**
     * Starts one; its first answer, {@code host:port}, comes once it serves clients.
     *
     * @param name for messages and its log file
     * @param folder where its log and, below {@code kafka}, its data go
     * @param port 0 for any free one
     * @param settings what differs from an embedded broker's settings
     */
    public static ChildJvm start(
            String name, Path folder, List<String> jvmOptions, int port, Map<String, String> settings) {
        Path file = folder.resolve(name + ".properties");
        try {
            Files.createDirectories(folder);
            SettingsFile.write(file, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ChildJvm.start(
                name,
                folder,
                jvmOptions,
                BrokerMain.class,
                List.of(data(folder).toString(), Integer.toString(port), file.toString()));
    }

    /** Where a broker with this folder keeps its data. */
    public static Path data(Path folder) {
        return folder.resolve("kafka");
    }

    private BrokerJvm() {}
}
