package dev.tracker.streams.guard;

import dev.tracker.streams.Alarms;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients that Streams works with: those of the setting {@code default.client.supplier}, but for a main consumer that raises an alarm where Streams would go on in
 * silence.
 */
public final class GuardedClients implements KafkaClientSupplier {

    private final KafkaClientSupplier usual;
    private final Alarms alarms;

    /** @param usual makes all others */
    public GuardedClients(KafkaClientSupplier usual, Alarms alarms) {
        this.usual = usual;
        this.alarms = alarms;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return usual.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return usual.getProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new GuardedConsumer(config, alarms);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return usual.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return usual.getGlobalConsumer(config);
    }
}
