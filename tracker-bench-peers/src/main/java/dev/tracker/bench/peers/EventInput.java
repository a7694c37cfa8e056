package dev.tracker.bench.peers;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the log as task id, value, partition, offset and append time. It is not decoded yet: it goes from the source's thread to that of its task
 * first, and bytes travel best.
 */
final class EventInput implements KafkaRecordDeserializationSchema<Tuple5<String, byte[], Integer, Long, Long>> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(
            ConsumerRecord<byte[], byte[]> record, Collector<Tuple5<String, byte[], Integer, Long, Long>> out) {
        String taskId = new String(record.key(), StandardCharsets.UTF_8);
        out.collect(Tuple5.of(taskId, record.value(), record.partition(), record.offset(), record.timestamp()));
    }

    @Override
    public TypeInformation<Tuple5<String, byte[], Integer, Long, Long>> getProducedType() {
        return Types.TUPLE(
                Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, Types.INT, Types.LONG, Types.LONG);
    }
}
