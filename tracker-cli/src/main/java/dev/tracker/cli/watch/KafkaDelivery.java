package dev.tracker.cli.watch;

import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.schemas.ExecutionEvent;
import java.util.Map;

/** Sends to Kafka, by a new producer after a failure; costs of which only tokens are known with an estimate, as a replay does. */
final class KafkaDelivery implements Delivery, AutoCloseable {

    private final Map<String, Object> clientProperties;
    private final CostEstimator estimator;
    private EventPublisher publisher;

    KafkaDelivery(Map<String, Object> clientProperties, CostEstimator estimator) {
        this.clientProperties = clientProperties;
        this.estimator = estimator;
        this.publisher = new EventPublisher(clientProperties);
    }

    @Override
    public void send(ExecutionEvent event) {
        publisher.send(estimator.priced(event));
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
