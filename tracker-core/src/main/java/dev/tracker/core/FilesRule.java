package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.Files;
import java.util.ArrayList;
import java.util.List;

/** Lists a changed file once, by its first change, within the bounds of {@link Files}. */
final class FilesRule {

    static void record(Draft draft, ExecutionEvent.Action action) {
        String path = action.target();
        boolean creates = action.action().equals("create");
        boolean modifies = action.action().equals("write") || action.action().equals("edit");
        if (path == null || path.isEmpty() || !(creates || modifies)) {
            return;
        }
        List<FileEntry> entries = draft.files.entries();
        int total = path.length();
        for (FileEntry entry : entries) {
            if (entry.path().equals(path)) {
                return;
            }
            total += entry.path().length();
        }
        boolean fits =
                entries.size() < Files.MAX_ENTRIES && path.length() <= Files.MAX_PATH && total <= Files.MAX_TOTAL_PATH;
        draft.files = fits
                ? new Files(with(entries, new FileEntry(path, creates)), draft.files.unlisted())
                : new Files(entries, draft.files.unlisted() + 1);
    }

    private static List<FileEntry> with(List<FileEntry> entries, FileEntry last) {
        List<FileEntry> longer = new ArrayList<>(entries.size() + 1);
        longer.addAll(entries);
        longer.add(last);
        return longer;
    }

    private FilesRule() {}
}
