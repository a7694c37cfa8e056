package dev.tracker.streams.topology;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Tells events from everything else. A record that is no event becomes a dead letter and the partition moves on: bad data is expected, and only it is passed
 * over; a failure of the program itself is an exception that stops the thread before anything is committed.
 */
final class DecodeProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final String FOLD = "fold";

    private final FoldMeters meters;
    private @Nullable ProcessorContext<Object, Object> context;

    DecodeProcessor(FoldMeters meters) {
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<Object, Object> downstream = Objects.requireNonNull(context, "init comes first");
        DecodedEvent decoded = EventDecoder.decode(record.key(), record.value());
        if (decoded instanceof DecodedEvent.Valid valid) {
            ExecutionEvent event = valid.event();
            downstream.forward(record.withKey(event.envelope().taskId()).withValue(event), FOLD);
        } else if (decoded instanceof DecodedEvent.Refused refused) {
            RecordMetadata source = downstream.recordMetadata().orElseThrow();
            meters.refused(refused.code());
            downstream.forward(DeadLetters.of(record, source, refused), EventTopology.DEAD_LETTERS_SINK);
        }
    }
}
