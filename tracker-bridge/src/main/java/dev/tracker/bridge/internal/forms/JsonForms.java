package dev.tracker.bridge.internal.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Writes forms (maps, lists, texts, numbers) as JSON. Stateless and thread-safe. */
public final class JsonForms {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    /** The form as JSON in UTF-8. */
    public static byte[] bytes(Object form) {
        try {
            return WRITER.writeValueAsBytes(form);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not to be written as JSON", e);
        }
    }

    private JsonForms() {}
}
