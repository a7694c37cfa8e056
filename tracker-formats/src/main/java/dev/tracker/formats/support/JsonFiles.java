package dev.tracker.formats.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.formats.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON of unknown quality within bounds of memory. Thread-safe. */
public final class JsonFiles {

    /** Largest document that is read as a whole. */
    static final long MAX_DOCUMENT_BYTES = 256L * 1024 * 1024;

    private static final int MAX_DEPTH = 500;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(LineTail.MAX_LINE_BYTES)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Costs are sums of decimal fractions: keep their digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectReader SEVERAL =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The objects that a line begins with, and what is wrong behind them. */
    record Objects(List<JsonNode> whole, @Nullable String problem) {}

    /**
     * Reads a file that is one JSON object. Null if it is not; the sink has been told why.
     *
     * @throws IOException if the file can't be read
     */
    public static @Nullable JsonNode document(Path file, TraceSink sink) throws IOException {
        JsonNode node = value(file, sink);
        if (node != null && !node.isObject()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a JSON object");
            return null;
        }
        return node;
    }

    /**
     * Reads a file that is one JSON value, mostly an object or an array. Null if it is not; the sink has been told why.
     *
     * @throws IOException if the file can't be read
     */
    public static @Nullable JsonNode value(Path file, TraceSink sink) throws IOException {
        long size = Files.size(file);
        if (size > MAX_DOCUMENT_BYTES) {
            sink.unreadable(
                    file,
                    TraceSink.WHOLE_FILE,
                    "a document of " + size + " bytes is larger than the " + MAX_DOCUMENT_BYTES + " that are read");
            return null;
        }
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (MismatchedInputException e) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "something follows the JSON document");
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null
                    ? TraceSink.WHOLE_FILE
                    : e.getLocation().getLineNr();
            sink.unreadable(file, Math.max(line, TraceSink.WHOLE_FILE), "not JSON: " + e.getOriginalMessage());
        }
        return null;
    }

    /** The JSON within a string; null if it is none. */
    public static @Nullable JsonNode embedded(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Whether the bytes are one JSON object, whole. */
    static boolean isObject(byte[] json) {
        try {
            return MAPPER.readTree(json).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    static Objects objects(byte[] line) {
        List<JsonNode> whole = new ArrayList<>();
        try (MappingIterator<JsonNode> values = SEVERAL.readValues(line)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                if (!value.isObject()) {
                    return new Objects(whole, "not a JSON object");
                }
                whole.add(value);
            }
            return new Objects(whole, null);
        } catch (JsonProcessingException e) {
            return new Objects(whole, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Objects(whole, "not JSON: " + e.getMessage());
        }
    }

    private JsonFiles() {}
}
