package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import org.jspecify.annotations.Nullable;

/** Reads from a tool's structured result what the call alone does not tell. */
final class FileResults {

    /** The deed of a call whose result this is; {@code deed} is null where the call itself was lost. */
    static Deed refine(@Nullable Deed deed, JsonNode details) {
        boolean isNew = Fields.text(details, "type", "").equals("create");
        if (deed != null) {
            return isNew && deed.action().equals(Deed.WRITE) ? deed.as(Deed.CREATE) : deed;
        }
        String path = Fields.text(details, "filePath");
        if (path == null || !details.has("structuredPatch")) {
            return new Deed("tool", path);
        }
        return new Deed(isNew ? Deed.CREATE : Deed.EDIT, path);
    }

    private FileResults() {}
}
