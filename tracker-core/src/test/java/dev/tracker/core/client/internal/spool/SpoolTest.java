package dev.tracker.core.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final long ROOMY = 64L << 20;
    private static final long SMALL = 256 * 1024;

    @TempDir
    private Path folder;

    private final List<String> dropped = new ArrayList<>();

    @Test
    void shouldGiveWhatIsUndeliveredInOrderWhenOpenedAgain() throws IOException {
        // Given ten records, of which the first three and the fifth are delivered
        try (Spool spool = open(ROOMY)) {
            for (int i = 0; i < 10; i++) {
                append(spool, Weight.KEPT, "a", "value-" + i);
            }
            List<Long> numbers = numbers(readAll(spool));
            for (int delivered : List.of(2, 0, 1, 4)) {
                assertThat(spool.decided(numbers.get(delivered))).isTrue();
            }
            assertThat(spool.decided(numbers.get(0))).isFalse();
            assertThat(spool.status().records()).isEqualTo(6);
        }

        // When
        try (Spool spool = open(ROOMY)) {
            // Then what is known to be delivered without a gap is not given again
            assertThat(values(readAll(spool))).containsExactlyElementsOf(expected(3, 10));
            assertThat(spool.status().recovered()).isEqualTo(7);
            assertThat(append(spool, Weight.KEPT, "a", "value-10")).isEqualTo(11);
            assertThat(values(readAll(spool))).containsExactly("value-10");
        }
    }

    @Test
    void shouldLeaveNoSegmentWhenAllIsDelivered() throws IOException {
        try (Spool spool = open(SMALL)) {
            for (int i = 0; i < 1000; i++) {
                append(spool, Weight.KEPT, "a", "value-" + i);
                for (SpoolRecord record : readAll(spool)) {
                    spool.decided(record.number());
                }
            }
            assertThat(spool.status().bytes()).isLessThan(SMALL / 8);
        }

        assertThat(segments()).isEmpty();
        try (Spool spool = open(SMALL)) {
            assertThat(append(spool, Weight.KEPT, "a", "later")).isEqualTo(1001);
            assertThat(values(readAll(spool))).containsExactly("later");
        }
    }

    @Test
    void shouldGiveTheUndeliveredAgainWhenSendingBeginsAgain() throws IOException {
        try (Spool spool = open(ROOMY)) {
            for (int i = 0; i < 5; i++) {
                append(spool, Weight.KEPT, "a", "value-" + i);
            }
            List<SpoolRecord> read = readAll(spool);
            spool.decided(read.get(0).number());
            spool.decided(read.get(3).number());

            spool.rewind();

            assertThat(values(readAll(spool))).containsExactly("value-1", "value-2", "value-4");
            assertThat(spool.status().records()).isEqualTo(3);
        }
    }

    @Test
    void shouldCutOffATornTailWhereverTheProcessDied() throws IOException {
        // Given three records, of which the last was written only in part
        try (Spool spool = open(ROOMY)) {
            IntStream.range(0, 3).forEach(i -> append(spool, Weight.KEPT, "a", "value-" + i));
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int size = whole.length / 3;

        for (int left = 0; left < size; left++) {
            Files.write(segment, Arrays.copyOf(whole, 2 * size + left));
            try (Spool spool = open(ROOMY)) {
                // Then the first two are there, and what follows is legible
                assertThat(spool.status().tornTails()).isEqualTo(left == 0 ? 0 : 1);
                assertThat(spool.status().damages()).isZero();
                append(spool, Weight.KEPT, "a", "next");
                assertThat(values(readAll(spool))).containsExactly("value-0", "value-1", "next");
            }
            for (Path later : segments()) {
                Files.delete(later);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldLoseOneRecordAtMostAndSaySoWhenABitFlips(long seed) throws IOException {
        try (Spool spool = open(ROOMY)) {
            IntStream.range(0, 50).forEach(i -> append(spool, Weight.KEPT, "a", "value-" + i));
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        Random random = new Random(seed);

        for (int round = 0; round < 200; round++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            // A damaged first record counts as done with when the spool is closed, and each round is to begin anew.
            Files.deleteIfExists(folder.resolve("delivered"));
            Files.write(segment, flipped);
            try (Spool spool = open(ROOMY)) {
                List<String> read = values(readAll(spool));
                assertThat(read).hasSize(49).isSubsetOf(expected(0, 50));
                assertThat(spool.status().damages() + spool.status().tornTails())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void shouldPassOverARecordThatIsDamagedWhileTheSpoolIsOpen() throws IOException {
        try (Spool spool = open(ROOMY)) {
            IntStream.range(0, 3).forEach(i -> append(spool, Weight.KEPT, "a", "value-" + i));
            byte[] bytes = Files.readAllBytes(segments().get(0));
            bytes[bytes.length / 2] ^= 1;
            Files.write(segments().get(0), bytes, StandardOpenOption.WRITE);

            for (SpoolRecord record : readAll(spool)) {
                spool.decided(record.number());
            }

            assertThat(spool.status().damages()).isEqualTo(1);
            assertThat(spool.status().records()).isZero();
            assertThat(spool.isDecidedUpTo(3)).isTrue();
        }
    }

    @Test
    void shouldRefuseASecondOwnerWhenTheFolderIsInUse() throws IOException {
        try (Spool first = open(ROOMY)) {
            assertThat(Spool.open(folder, ROOMY, record -> {})).isNull();
            append(first, Weight.KEPT, "a", "value");
        }
        open(ROOMY).close();
    }

    @Test
    void shouldGiveUpLinesThenOldProgressAndNothingElseWhenFull() throws IOException {
        try (Spool spool = open(SMALL)) {
            // Given a full spool of everything, its beginning already read by a sender that waits for Kafka
            append(spool, Weight.KEPT, "a", "first");
            spool.next();
            int kept = 1;
            String padding = "x".repeat(500);
            for (int i = 0; spool.hasRoomFor(2_000); i++) {
                append(spool, Weight.DISPENSABLE, "a", "line " + padding);
                append(spool, Weight.NEWEST, "task-" + i % 3, "progress-" + i + padding);
                append(spool, Weight.KEPT, "a", "kept-" + i + padding);
                kept++;
            }

            // When more lines come than there is room for, they are refused, and nothing goes for them
            long last = 1;
            while (last != Spool.FULL) {
                last = append(spool, Weight.DISPENSABLE, "a", "line " + padding);
            }
            assertThat(dropped).isEmpty();

            // And what counts more takes the place of lines first
            while (spool.status().coalesced() == 0) {
                assertThat(append(spool, Weight.KEPT, "a", "kept-" + padding)).isNotEqualTo(Spool.FULL);
                kept++;
                assertThat(spool.status().bytes()).isLessThanOrEqualTo(SMALL);
            }
            long lines = spool.status().dropped();
            assertThat(lines).isGreaterThan(50);
            assertThat(dropped.subList(0, (int) lines)).allMatch(value -> value.startsWith("line"));

            // Then of superseded progress, until only what must stay is left
            while (append(spool, Weight.KEPT, "a", "kept-" + padding) != Spool.FULL) {
                kept++;
            }
            assertThat(dropped.subList((int) lines, dropped.size()))
                    .isNotEmpty()
                    .allMatch(value -> value.startsWith("progress"));
            spool.rewind();
            List<String> left = values(readAll(spool));
            assertThat(left.stream().filter(value -> value.startsWith("kept") || value.equals("first")))
                    .hasSize(kept);
            List<String> progress =
                    left.stream().filter(value -> value.startsWith("progress")).toList();
            assertThat(progress).isNotEmpty();
            assertThat(dropped).doesNotContainAnyElementsOf(progress.subList(progress.size() - 3, progress.size()));
            assertThat(spool.status().records()).isEqualTo(left.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void shouldDoAsAListDoesWhateverHappens(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> undelivered = new ArrayList<>();
        List<SpoolRecord> out = new ArrayList<>();
        Spool spool = open(SMALL);
        for (int step = 0; step < 4000; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> {
                    String value = step + "-" + "y".repeat(random.nextInt(900));
                    if (append(spool, Weight.KEPT, "task-" + random.nextInt(5), value) != Spool.FULL) {
                        undelivered.add(value);
                    } else {
                        assertThat(spool.status().bytes()).isGreaterThan(SMALL / 2);
                    }
                }
                case 5, 6, 7 -> {
                    SpoolRecord next = spool.next();
                    if (next != null) {
                        out.add(next);
                    }
                }
                case 8, 9, 10 -> {
                    // Kafka answers for the partitions in any order, mostly for the oldest first.
                    if (!out.isEmpty()) {
                        SpoolRecord record = out.remove(random.nextInt(Math.min(3, out.size())));
                        assertThat(spool.decided(record.number())).isTrue();
                        assertThat(undelivered.remove(value(record))).isTrue();
                    }
                }
                default -> {
                    if (random.nextInt(10) == 0) {
                        spool.rewind();
                        out.clear();
                    }
                }
            }
            assertThat(spool.status().records()).isEqualTo(undelivered.size());
        }

        spool.rewind();
        assertThat(values(readAll(spool))).isEqualTo(undelivered);
        spool.close();
        spool = open(SMALL);
        assertThat(values(readAll(spool))).containsSubsequence(undelivered);
        spool.close();
    }

    private Spool open(long maxBytes) throws IOException {
        return Objects.requireNonNull(Spool.open(folder, maxBytes, record -> dropped.add(value(record))));
    }

    private static long append(Spool spool, Weight weight, String key, String value) {
        try {
            return spool.append(weight, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SpoolRecord> readAll(Spool spool) throws IOException {
        List<SpoolRecord> all = new ArrayList<>();
        for (SpoolRecord next = spool.next(); next != null; next = spool.next()) {
            all.add(next);
        }
        return all;
    }

    private static String value(SpoolRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static List<String> values(List<SpoolRecord> records) {
        return records.stream().map(SpoolTest::value).toList();
    }

    private static List<Long> numbers(List<SpoolRecord> records) {
        return records.stream().map(SpoolRecord::number).toList();
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "value-" + i).toList();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }
}
