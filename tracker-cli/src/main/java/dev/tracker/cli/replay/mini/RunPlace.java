package dev.tracker.cli.replay.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.support.Fields;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run lies, which tells what it is called: {@code output/BATCH/INSTANCE/INSTANCE.traj.json}, or without the folder of the instance.
 *
 * @param instance the instance that was worked on, unique within the batch only
 * @param batch name of the batch's folder; empty if there is none
 * @param root the folder of the batches, often {@code output}; null if there is none
 * @param model name of the model as the run's configuration has it, if it does
 */
record RunPlace(
        String instance,
        String batch,
        @Nullable Path root,
        @Nullable String model) {

    static RunPlace of(Path file, JsonNode document) {
        Path absolute = file.toAbsolutePath().normalize();
        String fileName = absolute.getFileName().toString();
        String stem = fileName.endsWith(MiniSweAgentFormat.EXTENSION)
                ? fileName.substring(0, fileName.length() - MiniSweAgentFormat.EXTENSION.length())
                : fileName;
        String instance = Fields.text(document, "instance_id", stem);
        Path folder = absolute.getParent();
        if (folder != null && (name(folder).equals(instance) || name(folder).equals(stem))) {
            folder = folder.getParent();
        }
        String model = Fields.text(document.path("info").path("config").path("model"), "model_name");
        return new RunPlace(
                instance, folder == null ? "" : name(folder), folder == null ? null : folder.getParent(), model);
    }

    String taskId() {
        return batch.isEmpty() ? instance : batch + "/" + instance;
    }

    private static String name(Path folder) {
        Path name = folder.getFileName();
        return name == null ? "" : name.toString();
    }
}
