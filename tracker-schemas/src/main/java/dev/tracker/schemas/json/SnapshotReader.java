package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.SnapshotFields.ABSENT;
import static dev.tracker.schemas.json.SnapshotFields.ABSENT_INT;
import static dev.tracker.schemas.json.SnapshotFields.bool;
import static dev.tracker.schemas.json.SnapshotFields.constant;
import static dev.tracker.schemas.json.SnapshotFields.list;
import static dev.tracker.schemas.json.SnapshotFields.next;
import static dev.tracker.schemas.json.SnapshotFields.number;
import static dev.tracker.schemas.json.SnapshotFields.object;
import static dev.tracker.schemas.json.SnapshotFields.present;
import static dev.tracker.schemas.json.SnapshotFields.real;
import static dev.tracker.schemas.json.SnapshotFields.smallNumber;
import static dev.tracker.schemas.json.SnapshotFields.text;
import static dev.tracker.schemas.json.SnapshotFields.time;
import static dev.tracker.schemas.json.SnapshotFields.usd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
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
import java.time.Instant;
import java.util.List;

/**
 * Reads what {@link SnapshotWriter} wrote, in one pass and without a tree in between: sinks, bridge and a restored store do it for each snapshot. Fields may come in
 * any order; unknown ones are passed over. Stateless and thread-safe.
 */
public final class SnapshotReader {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IllegalArgumentException if it is not a snapshot: nobody but the topology writes to that topic, so this is a fault, not bad input */
    public static TaskProgress read(byte[] json) {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            TaskProgress progress = progress(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something follows");
            }
            return progress;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a snapshot: " + e.getMessage(), e);
        }
    }

    private static TaskProgress progress(JsonParser in) throws IOException {
        object(in, "it");
        String taskId = null;
        String projectId = null;
        String agentId = null;
        String parentTaskId = null;
        String title = null;
        TaskStatus status = null;
        int attempt = ABSENT_INT;
        Boolean startSeen = null;
        int iteration = ABSENT_INT;
        int maxIterations = ABSENT_INT;
        Double reportedPercent = null;
        Criteria criteria = null;
        Files files = null;
        CostTotals cost = null;
        List<LogEntry> logs = null;
        Counters counters = null;
        Clocks clocks = null;
        Emitters emitters = null;
        SourcePosition position = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "taskId" -> taskId = text(in, name);
                case "projectId" -> projectId = text(in, name);
                case "agentId" -> agentId = text(in, name);
                case "parentTaskId" -> parentTaskId = text(in, name);
                case "title" -> title = text(in, name);
                case "status" -> status = constant(text(in, name), TaskStatus::ofWireName, name);
                case "attempt" -> attempt = smallNumber(in, name);
                case "startSeen" -> startSeen = bool(in, name);
                case "iteration" -> iteration = smallNumber(in, name);
                case "maxIterations" -> maxIterations = smallNumber(in, name);
                case "reportedPercent" -> reportedPercent = real(in, name);
                case "criteria" -> criteria = criteria(in);
                case "files" -> files = files(in);
                case "cost" -> cost = cost(in);
                case "logs" -> logs = list(in, name, SnapshotReader::logEntry);
                case "counters" -> counters = counters(in);
                case "clocks" -> clocks = clocks(in);
                case "emitters" -> emitters = emitters(in);
                case "position" -> position = position(in);
                default -> in.skipChildren();
            }
        }
        return new TaskProgress(
                present(taskId, "taskId"),
                present(projectId, "projectId"),
                present(agentId, "agentId"),
                parentTaskId,
                title,
                present(status, "status"),
                present(attempt, "attempt"),
                present(startSeen, "startSeen"),
                present(iteration, "iteration"),
                present(maxIterations, "maxIterations"),
                reportedPercent,
                present(criteria, "criteria"),
                present(files, "files"),
                present(cost, "cost"),
                present(logs, "logs"),
                present(counters, "counters"),
                present(clocks, "clocks"),
                present(emitters, "emitters"),
                present(position, "position"));
    }

    private static Criteria criteria(JsonParser in) throws IOException {
        object(in, "criteria");
        int declared = ABSENT_INT;
        int verified = ABSENT_INT;
        List<CriterionState> entries = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "declared" -> declared = smallNumber(in, name);
                case "verified" -> verified = smallNumber(in, name);
                case "entries" -> entries = list(in, name, SnapshotReader::criterion);
                default -> in.skipChildren();
            }
        }
        return new Criteria(present(declared, "declared"), present(verified, "verified"), present(entries, "entries"));
    }

    private static CriterionState criterion(JsonParser in) throws IOException {
        object(in, "criterion");
        int index = ABSENT_INT;
        String text = null;
        Boolean verified = null;
        Evidence evidence = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "index" -> index = smallNumber(in, name);
                case "text" -> text = text(in, name);
                case "verified" -> verified = bool(in, name);
                case "evidence" -> evidence = constant(text(in, name), Evidence::ofWireName, name);
                default -> in.skipChildren();
            }
        }
        return new CriterionState(present(index, "index"), text, present(verified, "verified"), evidence);
    }

    private static Files files(JsonParser in) throws IOException {
        object(in, "files");
        List<FileEntry> entries = null;
        long unlisted = ABSENT;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "entries" -> entries = list(in, name, SnapshotReader::file);
                case "unlisted" -> unlisted = number(in, name);
                default -> in.skipChildren();
            }
        }
        return new Files(present(entries, "entries"), present(unlisted, "unlisted"));
    }

    private static FileEntry file(JsonParser in) throws IOException {
        object(in, "file");
        String path = null;
        Boolean created = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "path" -> path = text(in, name);
                case "created" -> created = bool(in, name);
                default -> in.skipChildren();
            }
        }
        return new FileEntry(present(path, "path"), present(created, "created"));
    }

    private static CostTotals cost(JsonParser in) throws IOException {
        object(in, "cost");
        Usd usd = null;
        Boolean usdKnown = null;
        long inputTokens = ABSENT;
        long outputTokens = ABSENT;
        long cacheReadTokens = ABSENT;
        long cacheWriteTokens = ABSENT;
        String model = null;
        Usd budgetUsd = null;
        Usd usdEstimated = Usd.ZERO;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "usd" -> usd = usd(in, name);
                case "usdKnown" -> usdKnown = bool(in, name);
                case "inputTokens" -> inputTokens = number(in, name);
                case "outputTokens" -> outputTokens = number(in, name);
                case "cacheReadTokens" -> cacheReadTokens = number(in, name);
                case "cacheWriteTokens" -> cacheWriteTokens = number(in, name);
                case "model" -> model = text(in, name);
                case "budgetUsd" -> budgetUsd = usd(in, name);
                case "usdEstimated" -> usdEstimated = usd(in, name);
                default -> in.skipChildren();
            }
        }
        return new CostTotals(
                present(usd, "usd"),
                present(usdKnown, "usdKnown"),
                new TokenCounts(
                        present(inputTokens, "inputTokens"),
                        present(outputTokens, "outputTokens"),
                        present(cacheReadTokens, "cacheReadTokens"),
                        present(cacheWriteTokens, "cacheWriteTokens")),
                model,
                budgetUsd,
                usdEstimated);
    }

    private static LogEntry logEntry(JsonParser in) throws IOException {
        object(in, "log");
        Instant at = null;
        String message = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "at" -> at = time(in, name);
                case "message" -> message = text(in, name);
                default -> in.skipChildren();
            }
        }
        return new LogEntry(present(at, "at"), present(message, "message"));
    }

    private static Counters counters(JsonParser in) throws IOException {
        object(in, "counters");
        long applied = ABSENT;
        long duplicates = ABSENT;
        long late = ABSENT;
        long fenced = ABSENT;
        long rejected = ABSENT;
        long actions = ABSENT;
        long failedActions = ABSENT;
        long errors = ABSENT;
        long transientErrors = ABSENT;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "applied" -> applied = number(in, name);
                case "duplicates" -> duplicates = number(in, name);
                case "late" -> late = number(in, name);
                case "fenced" -> fenced = number(in, name);
                case "rejected" -> rejected = number(in, name);
                case "actions" -> actions = number(in, name);
                case "failedActions" -> failedActions = number(in, name);
                case "errors" -> errors = number(in, name);
                case "transientErrors" -> transientErrors = number(in, name);
                default -> in.skipChildren();
            }
        }
        return new Counters(
                present(applied, "applied"),
                present(duplicates, "duplicates"),
                present(late, "late"),
                present(fenced, "fenced"),
                present(rejected, "rejected"),
                present(actions, "actions"),
                present(failedActions, "failedActions"),
                present(errors, "errors"),
                present(transientErrors, "transientErrors"));
    }

    private static Clocks clocks(JsonParser in) throws IOException {
        object(in, "clocks");
        Instant startedAt = null;
        Instant completedAt = null;
        Instant lastHeardAt = null;
        Instant lastAdvancedAt = null;
        long heard = ABSENT;
        long rhythmMs = ABSENT;
        long expectedSilenceMs = ABSENT;
        Boolean waiting = null;
        long skewMs = ABSENT;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "startedAt" -> startedAt = time(in, name);
                case "completedAt" -> completedAt = time(in, name);
                case "lastHeardAt" -> lastHeardAt = time(in, name);
                case "lastAdvancedAt" -> lastAdvancedAt = time(in, name);
                case "heard" -> heard = number(in, name);
                case "rhythmMs" -> rhythmMs = number(in, name);
                case "expectedSilenceMs" -> expectedSilenceMs = number(in, name);
                case "waiting" -> waiting = bool(in, name);
                case "skewMs" -> skewMs = number(in, name);
                default -> in.skipChildren();
            }
        }
        return new Clocks(
                startedAt,
                completedAt,
                present(lastHeardAt, "lastHeardAt"),
                present(lastAdvancedAt, "lastAdvancedAt"),
                present(heard, "heard"),
                present(rhythmMs, "rhythmMs"),
                present(expectedSilenceMs, "expectedSilenceMs"),
                present(waiting, "waiting"),
                present(skewMs, "skewMs"));
    }

    private static Emitters emitters(JsonParser in) throws IOException {
        object(in, "emitters");
        List<EmitterCursor> cursors = null;
        long forgotten = ABSENT;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "cursors" -> cursors = list(in, name, SnapshotReader::cursor);
                case "forgotten" -> forgotten = number(in, name);
                default -> in.skipChildren();
            }
        }
        return new Emitters(present(cursors, "cursors"), present(forgotten, "forgotten"));
    }

    private static EmitterCursor cursor(JsonParser in) throws IOException {
        object(in, "cursor");
        String emitterId = null;
        int attempt = ABSENT_INT;
        long nextSeq = ABSENT;
        List<SeqRange> missing = null;
        long lost = ABSENT;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "emitterId" -> emitterId = text(in, name);
                case "attempt" -> attempt = smallNumber(in, name);
                case "next" -> nextSeq = number(in, name);
                case "missing" -> missing = list(in, name, SnapshotReader::range);
                case "lost" -> lost = number(in, name);
                default -> in.skipChildren();
            }
        }
        return new EmitterCursor(
                present(emitterId, "emitterId"),
                present(attempt, "attempt"),
                present(nextSeq, "next"),
                present(missing, "missing"),
                present(lost, "lost"));
    }

    private static SeqRange range(JsonParser in) throws IOException {
        List<Long> ends = list(in, "missing", element -> number(element, "missing"));
        if (ends.size() != 2) {
            throw new IllegalArgumentException("missing must be ranges of two numbers");
        }
        return new SeqRange(ends.get(0), ends.get(1));
    }

    private static SourcePosition position(JsonParser in) throws IOException {
        object(in, "position");
        int partition = ABSENT_INT;
        long offset = ABSENT;
        Instant appendedAt = null;
        for (String name = next(in); name != null; name = next(in)) {
            switch (name) {
                case "partition" -> partition = smallNumber(in, name);
                case "offset" -> offset = number(in, name);
                case "appendedAt" -> appendedAt = time(in, name);
                default -> in.skipChildren();
            }
        }
        return new SourcePosition(
                present(partition, "partition"), present(offset, "offset"), present(appendedAt, "appendedAt"));
    }

    private SnapshotReader() {}
}
