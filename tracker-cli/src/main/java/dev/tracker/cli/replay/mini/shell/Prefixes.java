package dev.tracker.cli.replay.mini.shell;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes away what stands before the program that matters: assignments, and programs that only run another. */
final class Prefixes {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*\\+?=.*", Pattern.DOTALL);
    private static final Set<String> RUNNERS =
            Set.of("sudo", "env", "time", "nohup", "nice", "stdbuf", "command", "exec", "builtin");
    private static final Pattern DURATION = Pattern.compile("[\\d.]+[smhd]?");

    static List<String> strip(List<String> words) {
        List<String> rest = words;
        while (!rest.isEmpty()) {
            String first = rest.get(0);
            if (ASSIGNMENT.matcher(first).matches()) {
                rest = rest.subList(1, rest.size());
            } else if (RUNNERS.contains(first) && rest.size() > 1) {
                rest = withoutOptions(rest.subList(1, rest.size()));
            } else if (first.equals("timeout") && rest.size() > 1) {
                rest = withoutOptions(rest.subList(1, rest.size()));
                rest = !rest.isEmpty() && DURATION.matcher(rest.get(0)).matches() ? rest.subList(1, rest.size()) : rest;
            } else {
                return rest;
            }
        }
        return rest;
    }

    private static List<String> withoutOptions(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at++;
        }
        return words.subList(at, words.size());
    }

    private Prefixes() {}
}
