package dev.tracker.cli.look;

import org.jline.utils.AttributedStyle;

/**
 * What a terminal can show. Colours only repeat what words say, so that nothing is lost without them.
 *
 * @param hasColours whether colours may be used; other marks (bold, inverse) may always be
 * @param hasUnicode whether characters beyond ASCII can be shown
 */
public record Theme(boolean hasColours, boolean hasUnicode) {

    /** For pipes and files. */
    public static final Theme TEXT = new Theme(false, true);

    /** Of a status or a liveness, by its name in the JSON forms. */
    public AttributedStyle state(String name) {
        return switch (name) {
            case "running", "complete" -> colour(AttributedStyle.GREEN);
            case "waiting" -> colour(AttributedStyle.YELLOW);
            case "stalled", "lost", "failed" -> colour(AttributedStyle.RED).bold();
            case "in_progress" -> colour(AttributedStyle.CYAN);
            default -> faint();
        };
    }

    public AttributedStyle colour(int ansi) {
        return hasColours ? AttributedStyle.DEFAULT.foreground(ansi) : AttributedStyle.DEFAULT;
    }

    /** Bright black instead of the faint attribute, which many terminals do not know. */
    public AttributedStyle faint() {
        return colour(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
    }

    public AttributedStyle bold() {
        return AttributedStyle.DEFAULT.bold();
    }

    /** Foreign text in a form that this terminal shows and that does nothing to it. */
    public String safe(String text) {
        String oneLine = TerminalText.oneLine(text);
        return hasUnicode ? oneLine : TerminalText.ascii(oneLine);
    }

    /** Stands for what was cut off. */
    public String ellipsis() {
        return hasUnicode ? "…" : "~";
    }
}
