package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.FileLines;
import dev.tracker.schemas.Files;

/** Lists a changed file once, by its first change, within the bounds of {@link Files}. */
final class FilesRule {

    static void record(LiveTask task, ExecutionEvent.Action action) {
        String path = action.target();
        boolean creates = action.action().equals("create");
        boolean modifies = action.action().equals("write") || action.action().equals("edit");
        if (path == null || path.isEmpty() || !(creates || modifies)) {
            return;
        }
        FileLines files = task.files.lines();
        if (files.hasPath(path)) {
            return;
        }
        boolean fits = files.size() < Files.MAX_ENTRIES
                && path.length() <= Files.MAX_PATH
                && files.pathLength() + path.length() <= Files.MAX_TOTAL_PATH;
        task.files = fits
                ? new Files(files.plus(new FileEntry(path, creates)), task.files.unlisted())
                : new Files(files, task.files.unlisted() + 1);
    }

    private FilesRule() {}
}
