package dev.tracker.formats.internal.run;

import dev.tracker.formats.support.FileNames;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run of a benchmark lies, which tells what it is called: {@code output/BATCH/INSTANCE/INSTANCE.traj.json}, or without the folder of the
 * instance.
 *
 * @param instance the instance that was worked on, unique within the batch only
 * @param batch name of the batch's folder; empty if there is none
 * @param root the folder of the batches, often {@code output}; null if there is none
 * @param model name of the model as the run's configuration has it, if it does
 */
public record RunPlace(
        String instance,
        String batch,
        @Nullable Path root,
        @Nullable String model) {

    /** {@code instanceId} is what the recording itself says, which may be nothing. */
    public static RunPlace of(Path file, String extension, @Nullable String instanceId, @Nullable String model) {
        Path absolute = file.toAbsolutePath().normalize();
        String stem = FileNames.stem(absolute, extension);
        String instance = instanceId == null ? stem : instanceId;
        Path folder = absolute.getParent();
        if (folder != null
                && (FileNames.of(folder).equals(instance)
                        || FileNames.of(folder).equals(stem))) {
            folder = folder.getParent();
        }
        return new RunPlace(
                instance,
                folder == null ? "" : FileNames.of(folder),
                folder == null ? null : folder.getParent(),
                model);
    }

    public String taskId() {
        return batch.isEmpty() ? instance : batch + "/" + instance;
    }
}
