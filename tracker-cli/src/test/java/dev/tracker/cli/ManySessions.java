package dev.tracker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Made recordings in the manner of Claude Code: a prompt, then answers that each edit a file, a second of recorded time apart. */
final class ManySessions {

    private static final int ANSWERS = 200;
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    static Path write(Path folder, int sessions) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < sessions; i++) {
            UUID session = new UUID(42, i);
            List<String> lines = new ArrayList<>();
            lines.add(line(session, 0, "user", "{\"role\":\"user\",\"content\":\"Edit many files.\"}"));
            for (int n = 1; n <= ANSWERS; n++) {
                lines.add(line(session, 2 * n - 1, "assistant", answer(n)));
                lines.add(line(session, 2 * n, "user", result(n)));
            }
            Files.write(folder.resolve(session + ".jsonl"), lines);
        }
        return folder;
    }

    private static String line(UUID session, int number, String type, String message) {
        return "{\"type\":\"" + type + "\",\"uuid\":\"" + new UUID(session.getLeastSignificantBits(), number)
                + "\",\"timestamp\":\"" + BEGIN.plusSeconds(number) + "\",\"sessionId\":\"" + session
                + "\",\"cwd\":\"/home/dev/made\",\"version\":\"2.1.0\",\"isSidechain\":false,\"message\":" + message
                + "}";
    }

    private static String answer(int n) {
        return "{\"id\":\"msg_" + n
                + "\",\"role\":\"assistant\",\"model\":\"demo-model\",\"content\":[{\"type\":\"tool_use\",\"id\":\"call_"
                + n + "\",\"name\":\"Edit\",\"input\":{\"file_path\":\"/home/dev/made/f" + n
                + ".txt\",\"old_string\":\"a\",\"new_string\":\"b\"}}],\"usage\":{\"input_tokens\":10,\"output_tokens\":5}}";
    }

    private static String result(int n) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"call_" + n
                + "\",\"content\":\"done\"}]}";
    }

    private ManySessions() {}
}
