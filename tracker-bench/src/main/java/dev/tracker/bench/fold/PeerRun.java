package dev.tracker.bench.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One measurement of a peer.
 *
 * @param fold the measurement
 * @param consumer settings of the consumer of events, as Streams sets them for the aggregator, with the watch on it
 * @param producer settings of a producer, likewise; a transactional id is the peer's to add
 */
public record PeerRun(FoldRun fold, Map<String, String> consumer, Map<String, String> producer) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static PeerRun of(FoldRun fold) {
        return new PeerRun(fold, texts(ClientSettings.consumer(fold)), texts(ClientSettings.producer(fold)));
    }

    List<String> toArguments() {
        List<String> arguments = new ArrayList<>(fold.toArguments());
        try {
            arguments.add(JSON.writeValueAsString(consumer));
            arguments.add(JSON.writeValueAsString(producer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return arguments;
    }

    static PeerRun ofArguments(String... arguments) throws JsonProcessingException {
        int own = arguments.length - 2;
        return new PeerRun(
                FoldRun.ofArguments(Arrays.copyOf(arguments, own)),
                JSON.readValue(arguments[own], new TypeReference<Map<String, String>>() {}),
                JSON.readValue(arguments[own + 1], new TypeReference<Map<String, String>>() {}));
    }

    private static Map<String, String> texts(Map<String, Object> config) {
        Map<String, String> texts = new TreeMap<>();
        config.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
