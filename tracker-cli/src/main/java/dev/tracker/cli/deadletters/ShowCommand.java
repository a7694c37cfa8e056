package dev.tracker.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.look.TerminalText;
import dev.tracker.cli.option.KafkaOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one dead letter: where it lay, why it was refused, its headers and its value.",
        footer = {
            "",
            "Examples:",
            "  tracker dead-letters show 0:17",
            "  tracker dead-letters show 0:17 --raw mended.json && $EDITOR mended.json"
        })
final class ShowCommand implements Callable<Integer> {

    private static final int SHOWN = 4096;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            description = "The letter, as `tracker dead-letters list` names it.",
            converter = LetterPosition.Converter.class)
    private LetterPosition position = new LetterPosition(0, 0);

    @Option(names = "--json", description = "Print everything as one line of JSON.")
    private boolean json;

    @Option(names = "--raw", paramLabel = "FILE", description = "Write the value's bytes to that file, as they came.")
    private @Nullable Path raw;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        FoundLetters found = FoundLetters.at(List.of(position), new TopicReader(kafka.clientProperties()));
        DeadLetter letter = found.letters().get(0);
        int replays = found.replays(letter);
        PrintWriter out = spec.commandLine().getOut();
        if (raw != null) {
            Files.write(raw, letter.value() == null ? new byte[0] : letter.value());
        }
        if (json) {
            printJson(letter, replays, out);
        } else {
            print(letter, replays, out);
        }
        out.flush();
        return 0;
    }

    private static void printJson(DeadLetter letter, int replays, PrintWriter out) throws JsonProcessingException {
        out.println(LetterJson.line(LetterJson.whole(letter, replays)));
    }

    private static void print(DeadLetter letter, int replays, PrintWriter out) {
        out.printf("letter    %s%n", letter.position());
        out.printf("code      %s%n", TerminalText.oneLine(letter.code()));
        out.printf("reason    %s%n", TerminalText.oneLine(letter.reason()));
        out.printf(
                "lay at    %s partition %d offset %d, since %s%n",
                TerminalText.oneLine(letter.topic()),
                letter.sourcePartition(),
                letter.sourceOffset(),
                letter.appendedAt());
        out.printf("replayed  %s%n", replays == 0 ? "no" : replays == 1 ? "once" : replays + " times");
        out.printf("key       %s%n", letter.key() == null ? "(none)" : TerminalText.oneLine(letter.keyText()));
        for (Header header : letter.headers()) {
            out.printf(
                    "header    %s: %s%n",
                    TerminalText.oneLine(header.key()),
                    header.value() == null
                            ? "(none)"
                            : TerminalText.oneLine(new String(header.value(), StandardCharsets.UTF_8)));
        }
        String value = letter.valueText();
        out.printf(
                "value     %s%s%n",
                TerminalText.oneLine(value.substring(0, Math.min(SHOWN, value.length()))),
                value.length() > SHOWN ? "… (--raw writes all of it)" : "");
    }
}
