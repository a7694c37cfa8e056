package dev.tracker.formats.internal.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the operands of a command from its options. */
final class Operands {

    /** The arguments that are no options and no values of the given options. */
    static List<String> of(List<String> arguments, Set<String> optionsWithValue) {
        List<String> operands = new ArrayList<>();
        boolean onlyOperands = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (onlyOperands || !argument.startsWith("-") || argument.equals("-")) {
                operands.add(argument);
            } else if (argument.equals("--")) {
                onlyOperands = true;
            } else if (optionsWithValue.contains(argument)) {
                i++;
            }
        }
        return operands;
    }

    static @Nullable String first(List<String> operands) {
        return operands.isEmpty() ? null : operands.get(0);
    }

    static @Nullable String last(List<String> operands) {
        return operands.isEmpty() ? null : operands.get(operands.size() - 1);
    }

    /** Whether a short option (also within a cluster such as {@code -ni}) or one beginning with the long name is there. */
    static boolean hasOption(List<String> arguments, char option, String longName) {
        return arguments.stream()
                .anyMatch(a -> a.startsWith(longName)
                        || (a.length() > 1 && a.charAt(0) == '-' && a.charAt(1) != '-' && a.indexOf(option) > 0));
    }

    private Operands() {}
}
