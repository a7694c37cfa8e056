package dev.tracker.bench.faults.role;

import dev.tracker.schemas.topics.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The defect that the checker must find: snapshots go out only after the commit of the offsets that they stand for, in the transaction after it. */
public final class LateSnapshots extends DefaultKafkaClientSupplier {

    /** A snapshot that was held back. */
    private record Held(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {}

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Late late = new Late(super.getProducer(config));
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                LateSnapshots.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (self, method, arguments) -> late.called(method, arguments));
    }

    /** Used by one stream thread. */
    private static final class Late {
        private final Producer<byte[], byte[]> producer;
        private final List<Held> held = new ArrayList<>();

        Late(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"})
        @Nullable
        Object called(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("send")
                    && arguments != null
                    && arguments[0] instanceof ProducerRecord<?, ?> record
                    && record.topic().equals(Topics.SNAPSHOTS)) {
                Callback callback = arguments.length > 1 ? (Callback) arguments[1] : null;
                held.add(new Held((ProducerRecord<byte[], byte[]>) record, callback));
                return new CompletableFuture<>();
            }
            try {
                Object result = method.invoke(producer, arguments);
                if (method.getName().equals("beginTransaction")) {
                    for (Held late : held) {
                        Future<RecordMetadata> unused = producer.send(late.record(), late.callback());
                    }
                    held.clear();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
