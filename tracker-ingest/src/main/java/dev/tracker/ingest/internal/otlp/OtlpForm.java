package dev.tracker.ingest.internal.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import dev.tracker.ingest.internal.Problem;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two notations of OTLP over HTTP; an answer comes in that of its request. */
public enum OtlpForm {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    /** {@code google.rpc.Status}: code and message. */
    private static final int STATUS_CODE = 1;

    private static final int STATUS_MESSAGE = 2;

    private final String mediaType;

    OtlpForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The notation of a Content-Type, null if it is none of these. */
    public static @Nullable OtlpForm of(@Nullable String contentType) {
        String type = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        for (OtlpForm form : values()) {
            if (form.mediaType.equals(type)) {
                return form;
            }
        }
        return null;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * Reads a request.
     *
     * @throws Problem if it is none, or holds more spans than that
     */
    public Spans read(byte[] body, int most) {
        return this == JSON ? JsonTraces.read(body, most) : ProtobufTraces.read(body, most);
    }

    /**
     * The answer to a request that was taken.
     *
     * @param rejected how many of its spans were not
     * @param message why, or else a warning; empty for none
     */
    public byte[] success(int rejected, String message) {
        boolean isWhole = rejected == 0 && message.isEmpty();
        if (this == PROTOBUF) {
            ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
            if (!isWhole) {
                response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message));
            }
            return response.build().toByteArray();
        }
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        if (!isWhole) {
            response.putObject("partialSuccess")
                    .put("rejectedSpans", Integer.toString(rejected))
                    .put("errorMessage", message);
        }
        return response.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code google.rpc.Status}, as OTLP demands of every error; its code is that of gRPC. */
    public byte[] error(int httpStatus, String message) {
        int code = grpcCode(httpStatus);
        if (this == JSON) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("code", code)
                    .put("message", message)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(STATUS_CODE, code);
            out.writeString(STATUS_MESSAGE, message);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static int grpcCode(int httpStatus) {
        return switch (httpStatus) {
            case 400, 415 -> 3; // INVALID_ARGUMENT
            case 408 -> 4; // DEADLINE_EXCEEDED
            case 413, 429 -> 8; // RESOURCE_EXHAUSTED
            case 503 -> 14; // UNAVAILABLE
            default -> 13; // INTERNAL
        };
    }
}
