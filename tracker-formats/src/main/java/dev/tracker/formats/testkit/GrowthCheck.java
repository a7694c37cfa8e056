package dev.tracker.formats.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.formats.TraceFormat;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each earlier state of the sample gives a beginning of the events that the whole gives. */
final class GrowthCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TraceFormat format;
    private final SampleCopy sample;
    private final @Nullable String array;
    private final List<String> atTheEnd;

    GrowthCheck(TraceFormat format, SampleCopy sample, @Nullable String array, List<String> atTheEnd) {
        this.format = format;
        this.sample = sample;
        this.array = array;
        this.atTheEnd = atTheEnd;
    }

    void run() throws IOException {
        Collected whole = Collected.read(format, sample.unchanged());
        List<byte[]> states = array == null ? lines() : entries(array);
        EventChecks.check(states.size() > 2, "the sample is too short to tell; states", states.size());
        for (int n = 0; n < states.size(); n++) {
            Collected part = Collected.read(format, sample.with(states.get(n)));
            requireBeginning(n, part, whole);
        }
    }

    private static void requireBeginning(int n, Collected part, Collected whole) {
        Map<Collected.Counter, List<ExecutionEvent>> all = whole.byCounter();
        part.byCounter().forEach((counter, events) -> {
            List<ExecutionEvent> later = all.getOrDefault(counter, List.of());
            int size = Math.min(events.size(), later.size());
            for (int i = 0; i < size; i++) {
                EventChecks.check(
                        events.get(i).equals(later.get(i)),
                        "an event depends on what comes behind it; after records, it is, in the end",
                        n,
                        events.get(i),
                        later.get(i));
            }
            EventChecks.check(
                    events.size() <= later.size(),
                    "there are more events before the end than at it; after records, of, before, in the end",
                    n,
                    counter,
                    events.size(),
                    later.size());
        });
    }

    /** The first 0, 1, 2 ... lines. */
    private List<byte[]> lines() throws IOException {
        byte[] all = sample.bytes();
        List<byte[]> states = new ArrayList<>();
        states.add(new byte[0]);
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                states.add(Arrays.copyOf(all, i + 1));
            }
        }
        return states;
    }

    /** The document with the first 0, 1, 2 ... entries of the array. */
    private List<byte[]> entries(String pointer) throws IOException {
        int size = array(JSON.readTree(sample.bytes()), pointer).size();
        List<byte[]> states = new ArrayList<>();
        for (int n = 0; n <= size; n++) {
            JsonNode document = JSON.readTree(sample.bytes());
            ArrayNode entries = array(document, pointer);
            while (entries.size() > n) {
                entries.remove(n);
            }
            atTheEnd.forEach(end -> remove(document, JsonPointer.compile(end)));
            states.add(JSON.writeValueAsBytes(document));
        }
        return states;
    }

    private static void remove(JsonNode document, JsonPointer pointer) {
        if (document.at(pointer.head()) instanceof ObjectNode parent) {
            parent.remove(pointer.last().getMatchingProperty());
        }
    }

    private static ArrayNode array(JsonNode document, String pointer) {
        if (document.at(pointer) instanceof ArrayNode found) {
            return found;
        }
        throw new AssertionError("there is no array at '" + pointer + "' in the sample");
    }
}
