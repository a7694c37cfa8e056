package dev.tracker.cli.run;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts a stream of bytes into lines for people: without escape sequences and other controls, none blank, none longer than {@link #MAX_BYTES}. A carriage return
 * ends a line too: progress bars write themselves anew with it. Used by one thread.
 */
final class LineCutter {

    static final int MAX_BYTES = 8_192;

    /** ECMA-48: control sequences; operating system commands and other strings; two-character sequences. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B(?:\\[[0-?]*[ -/]*[@-~]?" + "|[\\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?" + "|[ -/]*[0-~])?");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final Consumer<String> lines;
    private final byte[] line = new byte[MAX_BYTES];
    private int length;

    LineCutter(Consumer<String> lines) {
        this.lines = lines;
    }

    void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                end();
            } else if (length < MAX_BYTES) {
                line[length++] = bytes[i];
            }
        }
    }

    /** What stands there is a line, although nothing ended it. */
    void end() {
        if (length > 0) {
            String text = plain(new String(line, 0, length, StandardCharsets.UTF_8));
            length = 0;
            if (!text.isBlank()) {
                lines.accept(text.stripTrailing());
            }
        }
    }

    static String plain(String text) {
        return CONTROLS.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("");
    }
}
