package dev.tracker.cli.manual;

import picocli.CommandLine.Help.Ansi;

/** Texts of the model without picocli's markup. */
final class Words {

    /** The text as it is read, without line ends. */
    static String plain(String text) {
        return Ansi.OFF.string(text).replace("%n", " ").replace("%%", "%").strip();
    }

    static String firstLine(String[] lines) {
        return lines.length == 0 ? "" : plain(lines[0]);
    }

    private Words() {}
}
