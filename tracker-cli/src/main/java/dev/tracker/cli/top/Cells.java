package dev.tracker.cli.top;

import dev.tracker.cli.look.Theme;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Fits text into columns of a terminal, whose characters may be two columns wide or none. */
final class Cells {

    /** Exactly so many columns; what is too long ends in an ellipsis. */
    static AttributedString fit(AttributedString text, int columns, boolean toTheRight, Theme theme) {
        AttributedString cut = cut(text, columns, theme);
        String padding = " ".repeat(Math.max(0, columns - cut.columnLength()));
        AttributedStringBuilder cell = new AttributedStringBuilder();
        return (toTheRight ? cell.append(padding).append(cut) : cell.append(cut).append(padding)).toAttributedString();
    }

    /** At most so many columns. */
    static AttributedString cut(AttributedString text, int columns, Theme theme) {
        if (text.columnLength() <= columns) {
            return text;
        }
        if (columns <= 0) {
            return AttributedString.EMPTY;
        }
        return new AttributedStringBuilder()
                .append(text.columnSubSequence(0, columns - 1))
                .append(theme.ellipsis())
                .toAttributedString();
    }

    static AttributedString of(String text) {
        return new AttributedString(text);
    }

    static AttributedString of(String text, AttributedStyle style) {
        return new AttributedString(text, style);
    }

    private Cells() {}
}
