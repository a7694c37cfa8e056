package dev.tracker.formats.internal.codex;

import dev.tracker.formats.support.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a patch of Codex' own kind changes. */
final class CodexPatch {

    static final String BEGIN = "*** Begin Patch";

    private static final Pattern FILE = Pattern.compile("(?m)^\\*\\*\\* (Add|Update|Delete) File: (.+?)\\s*$");
    private static final Map<String, String> ACTIONS =
            Map.of("Add", Deed.CREATE, "Update", Deed.EDIT, "Delete", Deed.DELETE);

    static List<Deed> deeds(String patch) {
        List<Deed> deeds = new ArrayList<>();
        Matcher file = FILE.matcher(patch);
        while (file.find()) {
            deeds.add(new Deed(ACTIONS.getOrDefault(file.group(1), Deed.EDIT), file.group(2)));
        }
        return deeds;
    }

    private CodexPatch() {}
}
