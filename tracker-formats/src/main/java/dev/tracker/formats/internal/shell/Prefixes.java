package dev.tracker.formats.internal.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes away what stands before the program that matters: assignments, and programs that only run another. */
final class Prefixes {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*\\+?=.*", Pattern.DOTALL);
    /** Programs that run another, with those of their options that take a value. */
    private static final Map<String, Set<String>> RUNNERS = Map.of(
            "sudo", Set.of("-u", "-g"),
            "env", Set.of("-u"),
            "time", Set.of("-f", "-o"),
            "timeout", Set.of("-s", "-k"),
            "nice", Set.of("-n"),
            "stdbuf", Set.of("-i", "-o", "-e"),
            "nohup", Set.of(),
            "command", Set.of(),
            "exec", Set.of(),
            "builtin", Set.of());

    private static final Pattern DURATION = Pattern.compile("[\\d.]+[smhd]?");

    static List<String> strip(List<String> words) {
        List<String> rest = words;
        while (!rest.isEmpty()) {
            String first = rest.get(0);
            if (ASSIGNMENT.matcher(first).matches()) {
                rest = rest.subList(1, rest.size());
            } else if (RUNNERS.containsKey(first) && rest.size() > 1) {
                rest = withoutOptions(rest.subList(1, rest.size()), RUNNERS.getOrDefault(first, Set.of()));
                boolean hasDuration = first.equals("timeout")
                        && !rest.isEmpty()
                        && DURATION.matcher(rest.get(0)).matches();
                rest = hasDuration ? rest.subList(1, rest.size()) : rest;
            } else {
                return rest;
            }
        }
        return rest;
    }

    private static List<String> withoutOptions(List<String> words, Set<String> withValue) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += withValue.contains(words.get(at)) ? 2 : 1;
        }
        return words.subList(Math.min(at, words.size()), words.size());
    }

    private Prefixes() {}
}
