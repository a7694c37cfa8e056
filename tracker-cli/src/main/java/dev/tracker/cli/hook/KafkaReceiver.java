package dev.tracker.cli.hook;

import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.schemas.ExecutionEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends to Kafka, with a producer that is made when it is needed, and anew after a failure. Used by one thread. */
final class KafkaReceiver implements HookDrain.Receiver, AutoCloseable {

    private final Supplier<Map<String, Object>> clientProperties;
    private @Nullable EventPublisher publisher;

    /** @param clientProperties asked each time: a {@code dev} that is started anew may listen elsewhere */
    KafkaReceiver(Supplier<Map<String, Object>> clientProperties) {
        this.clientProperties = clientProperties;
    }

    @Override
    public void send(List<ExecutionEvent> events) {
        EventPublisher current = publisher;
        if (current == null) {
            current = new EventPublisher(clientProperties.get());
            publisher = current;
        }
        try {
            events.forEach(current::send);
            current.flush();
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        EventPublisher current = publisher;
        publisher = null;
        if (current != null) {
            current.close();
        }
    }
}
