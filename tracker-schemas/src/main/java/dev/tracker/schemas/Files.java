package dev.tracker.schemas;

import java.util.List;

/**
 * The files that a task changed, each once, in the order of their first change. Bounded.
 *
 * @param entries the files listed; always {@link FileLines}
 * @param unlisted changes of files beyond the bounds; a file counts once a change here
 */
public record Files(List<FileEntry> entries, long unlisted) {

    /** Most files in the list. */
    public static final int MAX_ENTRIES = 200;

    /** Longest path that is listed, in UTF-16 units. */
    public static final int MAX_PATH = 1024;

    /** Most UTF-16 units of all listed paths together. */
    public static final int MAX_TOTAL_PATH = 16 * 1024;

    public static final Files NONE = new Files(List.of(), 0);

    public Files {
        entries = FileLines.copyOf(entries);
    }

    /** The files listed, as what they are. */
    public FileLines lines() {
        return FileLines.copyOf(entries);
    }

    public List<String> created() {
        return paths(true);
    }

    public List<String> modified() {
        return paths(false);
    }

    private List<String> paths(boolean created) {
        return entries.stream()
                .filter(entry -> entry.created() == created)
                .map(FileEntry::path)
                .toList();
    }
}
