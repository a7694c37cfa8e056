package dev.tracker.schemas.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.SeqRange;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} wrote. Stateless and thread-safe. */
public final class SnapshotReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws IllegalArgumentException if it is not a snapshot: nobody but the topology writes to that topic, so this is a fault, not bad input */
    public static TaskProgress read(byte[] json) {
        try {
            return progress(MAPPER.readTree(json));
        } catch (IOException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not a snapshot: " + e.getMessage(), e);
        }
    }

    private static TaskProgress progress(JsonNode in) {
        return new TaskProgress(
                text(in, "taskId"),
                text(in, "projectId"),
                text(in, "agentId"),
                optional(in, "parentTaskId"),
                optional(in, "title"),
                known(TaskStatus.ofWireName(text(in, "status")), "status"),
                in.required("attempt").intValue(),
                in.required("startSeen").booleanValue(),
                in.required("iteration").intValue(),
                in.required("maxIterations").intValue(),
                in.has("reportedPercent") ? in.get("reportedPercent").doubleValue() : null,
                criteria(in.required("criteria")),
                files(in.required("files")),
                cost(in.required("cost")),
                list(in.required("logs"), SnapshotReader::logEntry),
                counters(in.required("counters")),
                clocks(in.required("clocks")),
                emitters(in.required("emitters")),
                position(in.required("position")));
    }

    private static Criteria criteria(JsonNode in) {
        return new Criteria(
                in.required("declared").intValue(),
                in.required("verified").intValue(),
                list(in.required("entries"), SnapshotReader::criterion));
    }

    private static CriterionState criterion(JsonNode in) {
        String evidence = optional(in, "evidence");
        return new CriterionState(
                in.required("index").intValue(),
                optional(in, "text"),
                in.required("verified").booleanValue(),
                evidence == null ? null : known(Evidence.ofWireName(evidence), "evidence"));
    }

    private static Files files(JsonNode in) {
        return new Files(
                list(
                        in.required("entries"),
                        entry -> new FileEntry(
                                text(entry, "path"), entry.required("created").booleanValue())),
                number(in, "unlisted"));
    }

    private static CostTotals cost(JsonNode in) {
        return new CostTotals(
                Usd.of(in.required("usd").decimalValue()),
                in.required("usdKnown").booleanValue(),
                new TokenCounts(
                        number(in, "inputTokens"),
                        number(in, "outputTokens"),
                        number(in, "cacheReadTokens"),
                        number(in, "cacheWriteTokens")),
                optional(in, "model"),
                in.has("budgetUsd") ? Usd.of(in.get("budgetUsd").decimalValue()) : null);
    }

    private static LogEntry logEntry(JsonNode in) {
        return new LogEntry(Instant.parse(text(in, "at")), text(in, "message"));
    }

    private static Counters counters(JsonNode in) {
        return new Counters(
                number(in, "applied"),
                number(in, "duplicates"),
                number(in, "late"),
                number(in, "fenced"),
                number(in, "rejected"),
                number(in, "actions"),
                number(in, "failedActions"),
                number(in, "errors"),
                number(in, "transientErrors"));
    }

    private static Clocks clocks(JsonNode in) {
        return new Clocks(
                optionalTime(in, "startedAt"),
                optionalTime(in, "completedAt"),
                Instant.parse(text(in, "lastHeardAt")),
                Instant.parse(text(in, "lastAdvancedAt")),
                number(in, "heard"),
                number(in, "rhythmMs"),
                number(in, "expectedSilenceMs"),
                in.required("waiting").booleanValue(),
                number(in, "skewMs"));
    }

    private static Emitters emitters(JsonNode in) {
        return new Emitters(list(in.required("cursors"), SnapshotReader::cursor), number(in, "forgotten"));
    }

    private static EmitterCursor cursor(JsonNode in) {
        return new EmitterCursor(
                text(in, "emitterId"),
                in.required("attempt").intValue(),
                number(in, "next"),
                list(
                        in.required("missing"),
                        range -> new SeqRange(
                                range.required(0).longValue(), range.required(1).longValue())),
                number(in, "lost"));
    }

    private static SourcePosition position(JsonNode in) {
        return new SourcePosition(
                in.required("partition").intValue(), number(in, "offset"), Instant.parse(text(in, "appendedAt")));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            list.add(element.apply(node));
        }
        return list;
    }

    private static long number(JsonNode in, String name) {
        return in.required(name).longValue();
    }

    private static String text(JsonNode in, String name) {
        return in.required(name).textValue();
    }

    private static @Nullable String optional(JsonNode in, String name) {
        JsonNode node = in.get(name);
        return node == null ? null : node.textValue();
    }

    private static @Nullable Instant optionalTime(JsonNode in, String name) {
        String text = optional(in, name);
        return text == null ? null : Instant.parse(text);
    }

    private static <T> T known(@Nullable T constant, String name) {
        if (constant == null) {
            throw new IllegalArgumentException("not a snapshot: unknown " + name);
        }
        return constant;
    }

    private SnapshotReader() {}
}
