package dev.tracker.bench.faults.role;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** Kafka Streams' clients as always, but for a producer that can crash. Kafka Streams makes it by its name, from the setting {@code default.client.supplier}. */
public final class CrashingClients extends DefaultKafkaClientSupplier {

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return proxy(super.getProducer(config));
    }

    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> proxy(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                CrashingClients.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (self, method, arguments) -> called(producer, method, arguments));
    }

    private static @Nullable Object called(
            Producer<byte[], byte[]> producer, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "sendOffsetsToTransaction" -> Crash.at(CrashPoint.BEFORE_OFFSETS);
            case "commitTransaction" -> Crash.at(CrashPoint.BEFORE_KAFKA_COMMIT);
            default -> {
                // Nothing happens there.
            }
        }
        try {
            Object result = method.invoke(producer, arguments);
            if (method.getName().equals("commitTransaction")) {
                Crash.at(CrashPoint.AFTER_KAFKA_COMMIT);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
