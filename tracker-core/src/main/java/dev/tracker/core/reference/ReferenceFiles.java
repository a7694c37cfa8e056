package dev.tracker.core.reference;

import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a task changed, in the order of their first change. */
final class ReferenceFiles {

    /** Path to whether the task created it. */
    private final Map<String, Boolean> createdByPath = new LinkedHashMap<>();

    private long unlisted;

    /** Takes an action that succeeded. */
    void touch(String action, @Nullable String path) {
        boolean isChange = action.equals("create") || action.equals("write") || action.equals("edit");
        if (!isChange || path == null || path.isEmpty() || createdByPath.containsKey(path)) {
            return;
        }
        int length = createdByPath.keySet().stream().mapToInt(String::length).sum();
        boolean fits = path.length() <= Files.MAX_PATH
                && createdByPath.size() < Files.MAX_ENTRIES
                && length + path.length() <= Files.MAX_TOTAL_PATH;
        if (fits) {
            createdByPath.put(path, action.equals("create"));
        } else {
            unlisted++;
        }
    }

    Files toFiles() {
        List<FileEntry> list = new ArrayList<>();
        createdByPath.forEach((path, created) -> list.add(new FileEntry(path, created)));
        return new Files(list, unlisted);
    }
}
