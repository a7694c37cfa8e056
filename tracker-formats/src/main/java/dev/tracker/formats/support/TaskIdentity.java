package dev.tracker.formats.support;

import dev.tracker.schemas.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Whose events they are. All parts are accepted by the wire, whatever the file said.
 *
 * @param format name of the format that was read
 * @param taskId the task, which also serves as the agent
 * @param projectId the project; blank becomes the default project
 * @param parentTaskId the task that delegated this one, if any
 * @param emitterId who numbers the events: one continuous recording
 */
public record TaskIdentity(
        String format,
        String taskId,
        String projectId,
        @Nullable String parentTaskId,
        String emitterId) {

    public TaskIdentity {
        taskId = WireText.id(taskId);
        projectId = projectId.isBlank() ? EventEnvelope.DEFAULT_PROJECT : WireText.id(projectId);
        parentTaskId = parentTaskId == null ? null : WireText.id(parentTaskId);
        emitterId = WireText.id(emitterId);
    }
}
