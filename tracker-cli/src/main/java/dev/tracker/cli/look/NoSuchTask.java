package dev.tracker.cli.look;

import dev.tracker.cli.option.UserException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says that there is no such task, and which may have been meant. */
final class NoSuchTask {

    static UserException among(String taskId, Collection<String> tasks) {
        List<String> near = NearNames.of(taskId, tasks);
        String meant = near.isEmpty()
                ? ""
                : "; did you mean "
                        + near.stream().map(TerminalText::oneLine).collect(Collectors.joining(" or "))
                        + "?";
        return new UserException("there is no task " + TerminalText.oneLine(taskId) + " among " + tasks.size() + meant
                + "; `tracker tasks` lists them");
    }

    private NoSuchTask() {}
}
