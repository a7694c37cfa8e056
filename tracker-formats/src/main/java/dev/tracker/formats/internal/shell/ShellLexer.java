package dev.tracker.formats.internal.shell;

import dev.tracker.formats.internal.shell.SimpleCommand.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into its commands, knowing quotes, redirections, here-documents and comments. What it does not know (expansions, arrays,
 * functions) stays as text in the words. Total: any text gives some commands.
 */
final class ShellLexer {

    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}");

    private final String text;
    private int at;

    private final List<Draft> drafts = new ArrayList<>();
    private final List<HereDocument> awaited = new ArrayList<>();

    private List<String> words = new ArrayList<>();
    private List<Output> outputs = new ArrayList<>();
    private StringBuilder input = new StringBuilder();
    private boolean piped;

    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private @Nullable String redirection;

    /** A here-document whose text begins on the next line. */
    private record HereDocument(String delimiter, boolean indented, StringBuilder target) {}

    /** A command whose here-document may be yet to come. */
    private record Draft(List<String> words, List<Output> outputs, StringBuilder input, boolean isPiped) {
        SimpleCommand build() {
            return new SimpleCommand(List.copyOf(words), List.copyOf(outputs), input.toString(), isPiped);
        }
    }

    private ShellLexer(String text) {
        this.text = text;
    }

    static List<SimpleCommand> split(String commandLine) {
        ShellLexer lexer = new ShellLexer(commandLine);
        lexer.run();
        return lexer.drafts.stream().map(Draft::build).toList();
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '`' -> copyThrough('`');
                case ' ', '\t', '\r' -> {
                    endWord();
                    at++;
                }
                case '\n' -> {
                    at++;
                    endCommand(false);
                    readHereDocuments();
                }
                case ';', '(', ')' -> {
                    at++;
                    endCommand(false);
                }
                case '&' -> ampersand();
                case '|' -> pipe();
                case '<', '>' -> redirect();
                default -> other(c);
            }
        }
        endCommand(false);
    }

    private void other(char c) {
        if (c == '#' && !inWord) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '(') {
            substitution();
        } else {
            append(c);
            at++;
        }
    }

    private void escape() {
        if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
            append(text.charAt(at + 1));
        }
        at += 2;
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at + 1);
        end = end < 0 ? text.length() : end;
        inWord = true;
        word.append(text, at + 1, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            boolean isEscape = c == '\\' && at + 1 < text.length() && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0;
            if (isEscape) {
                at++;
            }
            word.append(text.charAt(at));
        }
        at++;
    }

    /** Copies up to the next such character. */
    private void copyThrough(char end) {
        int last = text.indexOf(end, at + 1);
        last = last < 0 ? text.length() - 1 : last;
        inWord = true;
        word.append(text, at, last + 1);
        at = last + 1;
    }

    /** Copies {@code $(...)} as it stands. */
    private void substitution() {
        int depth = 0;
        inWord = true;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            word.append(c);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ')' && depth == 0) {
                at++;
                return;
            }
        }
    }

    private void ampersand() {
        if (text.startsWith("&>", at)) {
            at++;
            redirect();
            return;
        }
        at += text.startsWith("&&", at) ? 2 : 1;
        endCommand(false);
    }

    private void pipe() {
        boolean isOr = text.startsWith("||", at);
        at += isOr || text.startsWith("|&", at) ? 2 : 1;
        endCommand(!isOr);
    }

    private void redirect() {
        String descriptor = "";
        if (inWord && word.chars().allMatch(Character::isDigit)) {
            descriptor = word.toString();
            word.setLength(0);
            inWord = false;
        }
        endWord();
        int from = at;
        while (at < text.length() && "<>".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < text.length() && "&|-".indexOf(text.charAt(at)) >= 0 && at > from) {
            // ">&1" copies a descriptor, ">|" is a ">", "<<-" takes tabs off; "<-" would be a file called "-".
            at++;
        }
        redirection = descriptor + text.substring(from, at);
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        String value = word.toString();
        word.setLength(0);
        inWord = false;
        String operator = redirection;
        redirection = null;
        if (operator == null) {
            words.add(value);
        } else if (operator.endsWith("<<") || operator.endsWith("<<-")) {
            awaited.add(new HereDocument(value, operator.endsWith("-"), input));
        } else if (operator.endsWith("<<<")) {
            input.append(value);
        } else if (operator.contains(">") && !operator.endsWith("&") && !operator.startsWith("2")) {
            outputs.add(new Output(value, operator.contains(">>")));
        }
    }

    private void endCommand(boolean intoPipe) {
        endWord();
        redirection = null;
        while (!words.isEmpty() && KEYWORDS.contains(words.get(0))) {
            words.remove(0);
        }
        if (!words.isEmpty() || !outputs.isEmpty()) {
            drafts.add(new Draft(words, outputs, input, piped));
        }
        words = new ArrayList<>();
        outputs = new ArrayList<>();
        input = new StringBuilder();
        piped = intoPipe;
    }

    private void readHereDocuments() {
        for (HereDocument document : awaited) {
            readHereDocument(document);
        }
        awaited.clear();
    }

    private void readHereDocument(HereDocument document) {
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            at = Math.min(text.length(), end + 1);
            String bare = document.indented() ? line.stripLeading() : line;
            if (bare.equals(document.delimiter())) {
                return;
            }
            document.target().append(line).append('\n');
        }
    }
}
