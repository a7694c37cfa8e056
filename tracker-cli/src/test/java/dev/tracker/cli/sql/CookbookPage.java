package dev.tracker.cli.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of {@code docs/cookbook.md}, by the question above each. */
final class CookbookPage {

    private static final Path PAGE =
            Path.of("../docs/cookbook.md").toAbsolutePath().normalize();
    private static final Pattern RECIPE =
            Pattern.compile("^### (.+?)$(.*?)^```sql\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        Matcher recipe = RECIPE.matcher(Files.readString(PAGE));
        while (recipe.find()) {
            queries.put(recipe.group(1), recipe.group(3));
        }
        return queries;
    }

    private CookbookPage() {}
}
