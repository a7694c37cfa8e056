package dev.tracker.bench.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {

    private static final UUID ONE = new UUID(1, 1);
    private static final UUID TWO = new UUID(2, 2);
    private static final UUID THREE = new UUID(3, 3);

    @TempDir
    private Path folder;

    @Test
    void shouldKnowWhatBecameOfEachAttempt() {
        try (Ledger ledger = new Ledger(folder.resolve("a"))) {
            ledger.attempts(List.of(ONE, TWO, THREE));
            ledger.acked(ONE, 3, 77);
            ledger.unknown(TWO, "no answer\nin time");
            ledger.failed(THREE, "too large");
        }

        Attempts attempts = Attempts.read(folder);
        assertThat(attempts.of(Attempts.Fate.ACKED)).containsExactly(ONE);
        assertThat(attempts.partition(ONE)).isEqualTo(3);
        assertThat(attempts.of(Attempts.Fate.UNKNOWN)).containsExactly(TWO);
        assertThat(attempts.of(Attempts.Fate.FAILED)).containsExactly(THREE);
    }

    @Test
    void shouldTakeAnAttemptWithoutResultForUnknownWhenItsProducerWasKilled() {
        Ledger killed = new Ledger(folder.resolve("a"));
        killed.attempts(List.of(ONE, TWO));
        killed.acked(ONE, 0, 1);
        killed.force();
        killed.acked(TWO, 0, 2); // Never forced, as if the process had died here.

        Attempts attempts = Attempts.read(folder);
        assertThat(attempts.of(Attempts.Fate.ACKED)).containsExactly(ONE);
        assertThat(attempts.of(Attempts.Fate.UNKNOWN)).containsExactly(TWO);
    }

    @Test
    void shouldCountAnEventAsAcknowledgedWhenOneOfItsCopiesWas() {
        try (Ledger first = new Ledger(folder.resolve("a"));
                Ledger second = new Ledger(folder.resolve("b"))) {
            first.attempts(List.of(ONE));
            first.acked(ONE, 0, 5);
            second.attempts(List.of(ONE));
            second.unknown(ONE, "no answer");
        }

        assertThat(Attempts.read(folder).of(Attempts.Fate.ACKED)).containsExactly(ONE);
        assertThat(Attempts.read(folder).of(Attempts.Fate.UNKNOWN)).isEmpty();
    }

    @Test
    void shouldPassOverALineThatWasCutOffByAKill() throws IOException {
        Path file = folder.resolve("a");
        try (Ledger ledger = new Ledger(file)) {
            ledger.attempts(List.of(ONE));
        }
        Files.writeString(file, "A 00000000-0000", StandardOpenOption.APPEND);

        Attempts attempts = Attempts.read(folder);
        assertThat(attempts.contains(ONE)).isTrue();
        assertThat(attempts.of(Attempts.Fate.UNKNOWN)).containsExactly(ONE);
    }
}
