package dev.tracker.bench.faults.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ledgers of all producers together: what became of each event. Not thread-safe. */
public final class Attempts {

    /** In ascending order of certainty: an event that was acknowledged once is acknowledged, whatever became of its copies. */
    public enum Fate {
        FAILED,
        /** No answer, none that says which, or the producer died before it came. */
        UNKNOWN,
        ACKED
    }

    private static final int KIND_AND_ID = 38;

    private final Map<UUID, Fate> fates = new HashMap<>();
    private final Map<UUID, Integer> partitions = new HashMap<>();

    /** Reads every ledger below the folder. */
    public static Attempts read(Path folder) {
        Attempts attempts = new Attempts();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                attempts.readFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attempts;
    }

    private void readFile(Path file) throws IOException {
        String text = Files.readString(file);
        // What stands behind the last line's end was being written when the producer was killed, and so had not been
        // sent.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        Map<UUID, Integer> open = new HashMap<>();
        for (String line : lines) {
            UUID id = UUID.fromString(line.substring(2, KIND_AND_ID));
            switch (line.charAt(0)) {
                case Ledger.ATTEMPT -> open.merge(id, 1, Integer::sum);
                case Ledger.ACKED -> {
                    ended(open, id, Fate.ACKED);
                    partitions.put(id, Integer.parseInt(line.substring(KIND_AND_ID + 1, line.lastIndexOf(' '))));
                }
                case Ledger.UNKNOWN -> ended(open, id, Fate.UNKNOWN);
                case Ledger.FAILED -> ended(open, id, Fate.FAILED);
                default -> throw new IOException("no line of a ledger: " + line);
            }
        }
        open.forEach((id, attempts) -> {
            if (attempts > 0) {
                add(id, Fate.UNKNOWN);
            }
        });
    }

    private void ended(Map<UUID, Integer> open, UUID id, Fate fate) {
        open.merge(id, -1, Integer::sum);
        add(id, fate);
    }

    private void add(UUID id, Fate fate) {
        fates.merge(id, fate, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** Whether anybody tried to send it. */
    public boolean contains(UUID id) {
        return fates.containsKey(id);
    }

    /** Whether it is certain that the log had it. */
    public boolean isAcked(UUID id) {
        return fates.get(id) == Fate.ACKED;
    }

    /** Where it was acknowledged, -1 if it was not. */
    public int partition(UUID id) {
        return partitions.getOrDefault(id, -1);
    }

    public Set<UUID> of(Fate fate) {
        return fates.entrySet().stream()
                .filter(entry -> entry.getValue() == fate)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
