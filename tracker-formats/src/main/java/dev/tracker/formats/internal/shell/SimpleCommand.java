package dev.tracker.formats.internal.shell;

import java.util.List;

/**
 * One program with its arguments.
 *
 * @param words the program and its arguments, quotes removed; keywords of the shell before them are left out
 * @param outputs the files that its standard output goes to
 * @param input the text of its here-document; empty if it has none
 * @param isPiped whether it reads the output of the command before it
 */
record SimpleCommand(List<String> words, List<Output> outputs, String input, boolean isPiped) {

    record Output(String path, boolean append) {}

    SimpleCommand withWords(List<String> otherWords) {
        return new SimpleCommand(otherWords, outputs, input, isPiped);
    }

    String program() {
        String path = words.get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }
}
