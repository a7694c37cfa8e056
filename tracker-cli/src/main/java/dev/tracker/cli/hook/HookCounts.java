package dev.tracker.cli.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What became of the inputs, since this process began and over the folder's whole life. */
final class HookCounts {

    enum What {
        /** Inputs whose events Kafka has. */
        INPUTS,
        /** Those events. */
        EVENTS,
        /** Inputs that broke off, or were no JSON at their end; what stood before it was used. */
        BROKEN_OFF,
        /** Inputs that do not say of which session they are and what happened; put aside. */
        UNREADABLE,
        /** Inputs of hooks that are not known here; reported as a sign of life. */
        UNKNOWN,
        /** Inputs that were not stored, because too many waited. */
        REFUSED
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Map<What, Long> now = new EnumMap<>(What.class);
    private final Map<What, Long> before = new EnumMap<>(What.class);

    HookCounts(Path stateFolder) throws IOException {
        file = stateFolder.resolve("counts");
        try {
            Map<?, ?> kept = MAPPER.readValue(Files.readAllBytes(file), Map.class);
            for (What what : What.values()) {
                before.put(what, kept.get(name(what)) instanceof Number number ? number.longValue() : 0L);
            }
        } catch (NoSuchFileException | JsonProcessingException e) {
            // The first time, or no longer legible: it counts anew.
        }
    }

    void add(What what, long count) {
        now.merge(what, count, Long::sum);
    }

    /** Of this process. */
    long get(What what) {
        return now.getOrDefault(what, 0L);
    }

    void save() throws IOException {
        Path unfinished = file.resolveSibling("counts.new");
        Files.write(unfinished, MAPPER.writeValueAsBytes(total()));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Over the folder's whole life, by name. */
    Map<String, Long> total() {
        Map<String, Long> total = new LinkedHashMap<>();
        for (What what : What.values()) {
            total.put(name(what), before.getOrDefault(what, 0L) + get(what));
        }
        return total;
    }

    /** Of this process, by name. */
    Map<String, Long> ofNow() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (What what : What.values()) {
            counts.put(name(what), get(what));
        }
        return counts;
    }

    private static String name(What what) {
        String[] words = what.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
        }
        return name.toString();
    }
}
