package dev.tracker.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The positions of all files, by path; a file that was renamed keeps its own. Used by one thread. */
final class Positions {

    private final PositionFile file;
    private final Map<Path, Position> byPath;
    private final Map<String, Path> byKey = new HashMap<>();
    private boolean isChanged;

    Positions(PositionFile file) throws IOException {
        this.file = file;
        this.byPath = file.load();
        byPath.forEach((path, position) -> byKey.put(position.state().key(), path));
    }

    /** What is known of the file, be it from its time under another name. Null if nothing is. */
    @Nullable
    Position find(Path path, FileState state) {
        Position known = byPath.get(path);
        Path former = state.key().isEmpty() ? null : byKey.get(state.key());
        if (known != null || former == null || Files.exists(former)) {
            return known;
        }
        Position moved = byPath.remove(former);
        if (moved != null) {
            put(path, moved);
        }
        return moved;
    }

    void put(Path path, Position position) {
        if (!position.equals(byPath.put(path, position))) {
            byKey.put(position.state().key(), path);
            isChanged = true;
        }
    }

    void retain(Set<Path> there) {
        if (byPath.keySet().retainAll(there)) {
            byKey.values().retainAll(there);
            isChanged = true;
        }
    }

    /** Writes them down if they have changed. */
    void save() throws IOException {
        if (isChanged) {
            file.save(byPath);
            isChanged = false;
        }
    }
}
