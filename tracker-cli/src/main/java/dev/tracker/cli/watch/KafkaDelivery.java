package dev.tracker.cli.watch;

import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.schemas.ExecutionEvent;
import java.util.Map;

/** Sends to Kafka, by a new producer after a failure. */
final class KafkaDelivery implements Delivery, AutoCloseable {

    private final Map<String, Object> clientProperties;
    private EventPublisher publisher;

    KafkaDelivery(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
        this.publisher = new EventPublisher(clientProperties);
    }

    @Override
    public void send(ExecutionEvent event) {
        publisher.send(event);
    }

    @Override
    public void flush() {
        publisher.flush();
    }

    /** After a failure: what was sent and not flushed is given up. */
    void reopen() {
        publisher.close();
        publisher = new EventPublisher(clientProperties);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
