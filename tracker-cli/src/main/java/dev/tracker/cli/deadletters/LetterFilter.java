package dev.tracker.cli.deadletters;

import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.json.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant. */
final class LetterFilter {

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only letters of that code: ${COMPLETION-CANDIDATES}; may be given more than once.")
    private Set<RefusalCode> codes = Set.of();

    @Option(names = "--task", paramLabel = "ID", description = "Only letters whose key is that task.")
    private @Nullable String task;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only originals of that time or later: 2026-03-01T12:00:00Z, or an age such as 90m, 2h, 7d.")
    private @Nullable String since;

    /** Whether it says anything. */
    boolean isGiven() {
        return !codes.isEmpty() || task != null || since != null;
    }

    /**
     * What it says.
     *
     * @throws UserException if a value is no good
     */
    Predicate<DeadLetter> predicate(Instant now) {
        Instant from = since == null ? Instant.MIN : moment(since, now);
        byte @Nullable [] key = task == null ? null : task.getBytes(StandardCharsets.UTF_8);
        return letter ->
                (codes.isEmpty() || codes.stream().anyMatch(code -> code.name().equals(letter.code())))
                        && (key == null || Arrays.equals(key, letter.key()))
                        && !letter.appendedAt().isBefore(from);
    }

    private static Instant moment(String text, Instant now) {
        try {
            if (text.matches("\\d{1,6}[smhdSMHD]")) {
                String unit = text.toUpperCase(Locale.ROOT);
                return now.minus(Duration.parse(unit.endsWith("D") ? "P" + unit : "PT" + unit));
            }
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UserException(
                    "--since must be a time such as 2026-03-01T12:00:00Z or an age such as 2h, not " + text, e);
        }
    }
}
