package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.SnapshotFields.bool;
import static dev.tracker.schemas.json.SnapshotFields.constant;
import static dev.tracker.schemas.json.SnapshotFields.list;
import static dev.tracker.schemas.json.SnapshotFields.number;
import static dev.tracker.schemas.json.SnapshotFields.numberOf;
import static dev.tracker.schemas.json.SnapshotFields.optionalDouble;
import static dev.tracker.schemas.json.SnapshotFields.optionalText;
import static dev.tracker.schemas.json.SnapshotFields.optionalTime;
import static dev.tracker.schemas.json.SnapshotFields.optionalUsd;
import static dev.tracker.schemas.json.SnapshotFields.smallNumber;
import static dev.tracker.schemas.json.SnapshotFields.text;
import static dev.tracker.schemas.json.SnapshotFields.time;
import static dev.tracker.schemas.json.SnapshotFields.usd;

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
import java.io.IOException;

/** Reads what {@link SnapshotWriter} wrote. Stateless and thread-safe. */
public final class SnapshotReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws IllegalArgumentException if it is not a snapshot: nobody but the topology writes to that topic, so this is a fault, not bad input */
    public static TaskProgress read(byte[] json) {
        try {
            return progress(MAPPER.readTree(json));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a snapshot: " + e.getMessage(), e);
        }
    }

    private static TaskProgress progress(JsonNode in) {
        return new TaskProgress(
                text(in, "taskId"),
                text(in, "projectId"),
                text(in, "agentId"),
                optionalText(in, "parentTaskId"),
                optionalText(in, "title"),
                constant(text(in, "status"), TaskStatus::ofWireName, "status"),
                smallNumber(in, "attempt"),
                bool(in, "startSeen"),
                smallNumber(in, "iteration"),
                smallNumber(in, "maxIterations"),
                optionalDouble(in, "reportedPercent"),
                criteria(in.required("criteria")),
                files(in.required("files")),
                cost(in.required("cost")),
                list(in, "logs", SnapshotReader::logEntry),
                counters(in.required("counters")),
                clocks(in.required("clocks")),
                emitters(in.required("emitters")),
                position(in.required("position")));
    }

    private static Criteria criteria(JsonNode in) {
        return new Criteria(
                smallNumber(in, "declared"),
                smallNumber(in, "verified"),
                list(in, "entries", SnapshotReader::criterion));
    }

    private static CriterionState criterion(JsonNode in) {
        String evidence = optionalText(in, "evidence");
        return new CriterionState(
                smallNumber(in, "index"),
                optionalText(in, "text"),
                bool(in, "verified"),
                evidence == null ? null : constant(evidence, Evidence::ofWireName, "evidence"));
    }

    private static Files files(JsonNode in) {
        return new Files(
                list(in, "entries", entry -> new FileEntry(text(entry, "path"), bool(entry, "created"))),
                number(in, "unlisted"));
    }

    private static CostTotals cost(JsonNode in) {
        return new CostTotals(
                usd(in, "usd"),
                bool(in, "usdKnown"),
                new TokenCounts(
                        number(in, "inputTokens"),
                        number(in, "outputTokens"),
                        number(in, "cacheReadTokens"),
                        number(in, "cacheWriteTokens")),
                optionalText(in, "model"),
                optionalUsd(in, "budgetUsd"));
    }

    private static LogEntry logEntry(JsonNode in) {
        return new LogEntry(time(in, "at"), text(in, "message"));
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
                time(in, "lastHeardAt"),
                time(in, "lastAdvancedAt"),
                number(in, "heard"),
                number(in, "rhythmMs"),
                number(in, "expectedSilenceMs"),
                bool(in, "waiting"),
                number(in, "skewMs"));
    }

    private static Emitters emitters(JsonNode in) {
        return new Emitters(list(in, "cursors", SnapshotReader::cursor), number(in, "forgotten"));
    }

    private static EmitterCursor cursor(JsonNode in) {
        return new EmitterCursor(
                text(in, "emitterId"),
                smallNumber(in, "attempt"),
                number(in, "next"),
                list(
                        in,
                        "missing",
                        range -> new SeqRange(
                                numberOf(range.required(0), "missing"), numberOf(range.required(1), "missing"))),
                number(in, "lost"));
    }

    private static SourcePosition position(JsonNode in) {
        return new SourcePosition(smallNumber(in, "partition"), number(in, "offset"), time(in, "appendedAt"));
    }

    private SnapshotReader() {}
}
