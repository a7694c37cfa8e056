package dev.tracker.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.look.TerminalText;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.Texts;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List dead letters, the newest last.",
        footer = {
            "",
            "Examples:",
            "  tracker dead-letters list --code OUT_OF_RANGE --task job-7",
            "  tracker dead-letters list --since 2h --json | jq -r .reason"
        })
final class ListCommand implements Callable<Integer> {

    private static final int KEY_WIDTH = 32;
    private static final int REASON_WIDTH = 100;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private LetterFilter filter = new LetterFilter();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Print at most the newest so many (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--json", description = "Print one letter a line, without its value.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        if (limit < 0) {
            throw new UserException("--limit must be 0 or more, not " + limit);
        }
        Predicate<DeadLetter> wanted = filter.predicate(Instant.now());
        Deque<DeadLetter> newest = new ArrayDeque<>();
        AtomicLong found = new AtomicLong();
        Map<LetterPosition, Integer> replays = new LetterLog(new TopicReader(kafka.clientProperties())).read(letter -> {
            if (wanted.test(letter)) {
                found.incrementAndGet();
                newest.add(letter);
                if (newest.size() > limit) {
                    newest.remove();
                }
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            for (DeadLetter letter : newest) {
                out.println(LetterJson.line(LetterJson.summary(letter, replays.getOrDefault(letter.position(), 0))));
            }
        } else {
            print(newest, found.get(), replays, out);
        }
        out.flush();
        return 0;
    }

    private static void print(
            Deque<DeadLetter> letters, long found, Map<LetterPosition, Integer> replays, PrintWriter out) {
        if (found == 0) {
            out.println("no dead letters");
            return;
        }
        out.printf(
                "%-12s %-24s %-19s %-8s %-" + KEY_WIDTH + "s %s%n",
                "LETTER",
                "APPENDED",
                "CODE",
                "REPLAYED",
                "KEY",
                "REASON");
        for (DeadLetter letter : letters) {
            out.printf(
                    "%-12s %-24s %-19s %-8s %-" + KEY_WIDTH + "s %s%n",
                    letter.position(),
                    letter.appendedAt(),
                    TerminalText.oneLine(letter.code()),
                    replays.containsKey(letter.position()) ? "yes" : "-",
                    TerminalText.oneLine(Texts.abridge(letter.keyText(), KEY_WIDTH)),
                    TerminalText.oneLine(Texts.abridge(letter.reason(), REASON_WIDTH)));
        }
        if (found > letters.size()) {
            out.println("… and " + (found - letters.size()) + " older ones; --limit shows more");
        }
    }
}
