package dev.tracker.formats.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.formats.TraceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Checks of what a format makes of damaged files. The damage is made from fixed seeds, so that a failure comes again. */
final class DamageChecks {

    private static final int ROUNDS = 200;
    private static final byte[] BROKEN = "{\"half\": \"a rec\n".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = Mutation.mapper();

    private final TraceFormat format;
    private final SampleCopy sample;
    private final boolean isLines;

    DamageChecks(TraceFormat format, SampleCopy sample, boolean isLines) {
        this.format = format;
        this.sample = sample;
        this.isLines = isLines;
    }

    /** A broken line behind each line: as many events as without, and each reported with its place. */
    void brokenLines() throws IOException {
        Collected whole = Collected.read(format, sample.unchanged());
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        List<Long> places = new ArrayList<>();
        long line = 0;
        for (byte[] record : lines()) {
            damaged.writeBytes(record);
            damaged.writeBytes(BROKEN);
            line += 2;
            places.add(line);
        }
        Collected found = Collected.read(format, sample.with(damaged.toByteArray()));
        List<Long> reported =
                found.problems().stream().map(Collected.Problem::line).toList();
        EventChecks.check(
                reported.equals(places),
                "other lines than the broken ones are reported; broken, reported",
                places,
                reported);
        EventChecks.check(
                found.types().equals(whole.types()),
                "broken lines between the records change the events; with them, without",
                found.types(),
                whole.types());
    }

    /** The file cut off in the middle of a record: what is there counts, and the rest is reported. */
    void cut() throws IOException {
        byte[] all = sample.bytes();
        int end = all.length;
        while (end > 0 && Character.isWhitespace(all[end - 1])) {
            end--;
        }
        for (int length : new int[] {end - 1, end / 2, end / 3, 1}) {
            Collected found = read(Arrays.copyOf(all, length));
            EventChecks.check(
                    !found.problems().isEmpty() || all[length - 1] == '\n',
                    "nothing is reported when the file is cut off; bytes left, of",
                    length,
                    all.length);
        }
    }

    void changedValues() throws IOException {
        Random random = new Random(42);
        List<byte[]> documents = isLines ? lines() : List.of(sample.bytes());
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            for (byte[] document : documents) {
                JsonNode root = JSON.readTree(document);
                for (int n = isLines ? random.nextInt(2) : 1 + random.nextInt(4); n > 0; n--) {
                    Mutation.change(root, random);
                }
                changed.writeBytes(JSON.writeValueAsBytes(root));
                changed.write('\n');
            }
            read(changed.toByteArray());
        }
    }

    void changedBytes() throws IOException {
        Random random = new Random(43);
        byte[] all = sample.bytes();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = all.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            read(changed);
        }
    }

    /** Whatever the file has become: no exception, and what comes out of it is accepted. */
    private Collected read(byte[] content) throws IOException {
        try {
            Collected found = Collected.read(format, sample.with(content));
            EventChecks.requireAccepted(found);
            EventChecks.requireNumbered(found);
            return found;
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "fails on a damaged file instead of reporting it: " + new String(content, StandardCharsets.UTF_8),
                    e);
        }
    }

    /** The lines, each with its line feed. */
    private List<byte[]> lines() throws IOException {
        byte[] all = sample.bytes();
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(Arrays.copyOfRange(all, begin, i + 1));
                begin = i + 1;
            }
        }
        return lines;
    }
}
