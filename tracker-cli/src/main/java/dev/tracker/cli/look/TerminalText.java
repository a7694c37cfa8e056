package dev.tracker.cli.look;

/** Makes foreign text harmless on a terminal: no escape sequence, no line break, no mark that turns the reading direction gets through. */
public final class TerminalText {

    public static String oneLine(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                safe.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append('\uFFFD');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** The text with a question mark for each character beyond ASCII. */
    static String ascii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.append(c < 0x80 ? (char) c : '?'));
        return plain.toString();
    }

    private TerminalText() {}
}
