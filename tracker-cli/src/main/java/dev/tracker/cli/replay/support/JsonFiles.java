package dev.tracker.cli.replay.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.cli.replay.TraceSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads JSON files of unknown quality within bounds of memory. Thread-safe. */
public final class JsonFiles {

    /** Largest document that is read as a whole. */
    static final long MAX_DOCUMENT_BYTES = 256L * 1024 * 1024;

    /** Longest line that is read. */
    static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private static final int MAX_DEPTH = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_LINE_BYTES)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Costs are sums of decimal fractions: keep their digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Takes the objects of a file line by line. */
    @FunctionalInterface
    public interface LineHandler {
        void accept(JsonNode object, long line);
    }

    /**
     * Reads one JSON object a line. Blank lines are passed over; a line that is no JSON object is reported and passed over.
     *
     * @throws IOException if the file can't be read
     */
    public static void lines(Path file, TraceSink sink, LineHandler handler) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BoundedLines lines = new BoundedLines(in, MAX_LINE_BYTES);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (lines.isOverlong()) {
                    sink.unreadable(file, lines.number(), "the line is longer than " + MAX_LINE_BYTES + " bytes");
                } else if (!isBlank(line)) {
                    JsonNode object = parse(file, line, lines.number(), sink);
                    if (object != null) {
                        sink.record(file);
                        handler.accept(object, lines.number());
                    }
                }
            }
        }
    }

    /**
     * Reads a file that is one JSON object. Null if it is not; the sink has been told why.
     *
     * @throws IOException if the file can't be read
     */
    public static @Nullable JsonNode document(Path file, TraceSink sink) throws IOException {
        long size = Files.size(file);
        if (size > MAX_DOCUMENT_BYTES) {
            sink.unreadable(
                    file,
                    TraceSink.WHOLE_FILE,
                    "a document of " + size + " bytes is larger than the " + MAX_DOCUMENT_BYTES + " that are read");
            return null;
        }
        return parse(file, Files.readAllBytes(file), TraceSink.WHOLE_FILE, sink);
    }

    /** The JSON within a string; null if it is none. */
    public static @Nullable JsonNode embedded(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The first bytes of a file as text, for telling formats apart. */
    public static String head(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable JsonNode parse(Path file, byte[] json, long line, TraceSink sink) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
            sink.unreadable(file, line, "not a JSON object");
        } catch (MismatchedInputException e) {
            sink.unreadable(file, line, "something follows the JSON object");
        } catch (JsonProcessingException e) {
            boolean whole = line == TraceSink.WHOLE_FILE && e.getLocation() != null;
            sink.unreadable(file, whole ? e.getLocation().getLineNr() : line, "not JSON: " + e.getOriginalMessage());
        }
        return null;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private JsonFiles() {}
}
