package dev.tracker.formats.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The beginning of a file, for telling formats apart by what they hold. Whatever the file is, it says what can be said. */
public final class FileHead {

    private static final int MAX_LINES = 50;
    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

    /** Other values of a top-level field than texts. */
    private static final String NO_TEXT = "";

    private final Path file;
    private final Map<String, String> fields = new HashMap<>();
    private boolean isArray;

    private FileHead(Path file) {
        this.file = file;
    }

    /**
     * Of the first JSON object in the file: the whole document, the first line, or the first entry of an array.
     *
     * @throws IOException if the file can't be read
     */
    public static FileHead of(Path file) throws IOException {
        FileHead head = new FileHead(file);
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JsonFiles.MAPPER.createParser(in)) {
            head.readFields(parser);
        } catch (JsonProcessingException e) {
            // What stands before the damage is enough, or there is nothing to know.
        }
        return head;
    }

    private void readFields(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            isArray = true;
            first = parser.nextToken();
        }
        if (first != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            fields.put(name, value == JsonToken.VALUE_STRING ? parser.getText() : NO_TEXT);
            if (value == JsonToken.START_OBJECT) {
                readNames(parser, name + ".");
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readNames(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            fields.put(prefix + parser.currentName(), NO_TEXT);
            parser.nextToken();
            parser.skipChildren();
        }
    }

    /** Whether the file is an array. */
    public boolean isArray() {
        return isArray;
    }

    /** Whether the first object has all these fields at its top level; {@code info.id} is the field {@code id} of the object {@code info}. */
    public boolean has(String... names) {
        return fields.keySet().containsAll(List.of(names));
    }

    /** The text of that top-level field of the first object; null if it has none. */
    public @Nullable String text(String name) {
        String text = fields.get(name);
        return text == null || text.equals(NO_TEXT) ? null : text;
    }

    /**
     * Whether one of the first lines is a JSON object like that.
     *
     * @throws IOException if the file can't be read
     */
    public boolean hasRecord(Predicate<JsonNode> like) throws IOException {
        return records().stream().anyMatch(like);
    }

    /** The first JSON objects that are lines of the file. */
    private List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            BoundedLines lines = new BoundedLines(in, MAX_LINE_BYTES);
            byte[] line = lines.next();
            for (int n = 0; line != null && n < MAX_LINES; n++) {
                records.addAll(JsonFiles.objects(line).whole());
                line = lines.next();
            }
        }
        return records;
    }
}
