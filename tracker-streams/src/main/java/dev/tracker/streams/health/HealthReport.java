package dev.tracker.streams.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The answers to a list of checks, as {@code {"status":"up","checks":[{"name":"streams","ok":true}]}}; one with something to say has a {@code reason}. */
record HealthReport(List<HealthCheck.Result> results) {

    private static final JsonFactory JSON = new JsonFactory();

    static HealthReport of(List<HealthCheck> checks) {
        return new HealthReport(checks.stream().map(HealthCheck::ask).toList());
    }

    boolean ok() {
        return results.stream().allMatch(HealthCheck.Result::ok);
    }

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("status", ok() ? "up" : "down");
            out.writeArrayFieldStart("checks");
            for (HealthCheck.Result result : results) {
                out.writeStartObject();
                out.writeStringField("name", result.name());
                out.writeBooleanField("ok", result.ok());
                if (result.problem() != null) {
                    out.writeStringField("reason", result.problem());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
