package dev.tracker.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Send dead letters to the events topic again: one that was mended, or, after a new version was installed, all that it can read.",
            "Each is checked first. A letter that would be refused again is not sent, and one that was sent before only with --again.",
            "Exit code 0 if all were sent, 1 if not."
        },
        footer = {
            "",
            "Examples:",
            "  tracker dead-letters replay 0:17 --value mended.json",
            "  tracker dead-letters show 0:17 --json | jq -c '.value | fromjson | .percent = 100' \\",
            "      | tracker dead-letters replay 0:17 --value -",
            "  tracker dead-letters replay 0:18 --key job-7",
            "  tracker dead-letters replay --code UNKNOWN_TYPE --since 2d"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int MOST = 10_000;
    private static final String STANDARD_INPUT = "-";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private LetterFilter filter = new LetterFilter();

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION:OFFSET",
            description =
                    "The letters, as `tracker dead-letters list` names them; or say which by --code, --task, --since.",
            converter = LetterPosition.Converter.class)
    private List<LetterPosition> positions = List.of();

    @Option(
            names = "--value",
            paramLabel = "FILE|-",
            description =
                    "Send this instead of the letter's value, from a file or standard input. Its key is the task id in it.")
    private @Nullable String value;

    @Option(names = "--key", paramLabel = "TASK", description = "Send it under this key instead of the letter's.")
    private @Nullable String key;

    @Option(names = "--again", description = "Also send letters that were sent before.")
    private boolean again;

    @Option(names = "--json", description = "Print what came of each letter as a line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireOneWayToSayWhich();
        byte @Nullable [] mended = value == null ? null : read(value);
        Map<String, Object> client = kafka.clientProperties();
        TopicReader reader = new TopicReader(client);
        FoundLetters found = positions.isEmpty()
                ? FoundLetters.matching(filter.predicate(Instant.now()), MOST, reader)
                : FoundLetters.at(positions, reader);
        PrintWriter out = spec.commandLine().getOut();
        long sent = 0;
        try (LetterSender sender = new LetterSender(client)) {
            for (DeadLetter letter : found.letters()) {
                Mended event = Mended.of(letter, mended, key);
                String obstacle = event.obstacle();
                if (obstacle == null && found.replays(letter) > 0 && !again) {
                    obstacle = "was sent again before; --again sends it once more";
                }
                ProducerRecord<byte[], byte[]> record = event.record();
                if (obstacle == null && record != null) {
                    sender.send(letter, record);
                    sent++;
                }
                print(letter, obstacle, out);
            }
        }
        if (!json) {
            out.println(sent + " of " + found.letters().size() + " sent");
        }
        out.flush();
        return sent == found.letters().size() ? 0 : 1;
    }

    private void requireOneWayToSayWhich() {
        if (positions.isEmpty() == !filter.isGiven()) {
            throw new UserException(
                    "say which letters: either their positions, such as 0:17, or --code, --task, --since");
        }
        if ((value != null || key != null) && positions.size() != 1) {
            throw new UserException("--value and --key mend one letter: give its position and no other");
        }
    }

    private static byte[] read(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return strip(System.in.readAllBytes());
        }
        if (!Files.isReadable(Path.of(name))) {
            throw new UserException("--value names a file that can't be read: " + name);
        }
        return strip(Files.readAllBytes(Path.of(name)));
    }

    /** Editors and jq end a file with a line break, which is no part of the event. */
    private static byte[] strip(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.strip().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void print(DeadLetter letter, @Nullable String obstacle, PrintWriter out) throws JsonProcessingException {
        if (json) {
            ObjectNode line = new ObjectMapper().createObjectNode();
            line.put("position", letter.position().toString());
            line.put("sent", obstacle == null);
            if (obstacle != null) {
                line.put("reason", obstacle);
            }
            out.println(LetterJson.line(line));
        } else {
            out.println(letter.position() + " " + (obstacle == null ? "sent" : "NOT sent: " + obstacle));
        }
    }
}
