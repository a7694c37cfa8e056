package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A sink's writing half without Kafka: takes records, commits them under its claim of partition 0. */
final class TestSink<B extends RowBuffer> implements AutoCloseable {

    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final SinkTable<B> table;
    private final Database database;
    private final SinkOffsets offsets;
    private Claim claim;
    private OptionalLong written = OptionalLong.empty();

    TestSink(TestDatabase target, SinkTable<B> table) throws SQLException {
        this.table = table;
        this.database = new Database(
                SinkSettings.of("unused:1", target.url()).withLogin(TestDatabase.SINK_LOGIN, TestDatabase.PASSWORD),
                table.name());
        this.offsets = new SinkOffsets(table.name(), table.topic());
        claim();
    }

    /** Takes the partition over, as a new owner would. */
    Claim claim() throws SQLException {
        claim = database.inTransaction(connection -> offsets.claim(connection, 0, TOPIC_ID));
        written = claim.nextOffset();
        return claim;
    }

    WriteCounts write(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        B buffer = table.newBuffer();
        records.forEach(buffer::add);
        table.prepare(database, List.of(buffer));
        long next = records.get(records.size() - 1).offset() + 1;
        WriteCounts done = database.inTransaction(connection -> {
            WriteCounts counts = table.write(connection, List.of(buffer));
            offsets.advance(connection, List.of(new OffsetAdvance(0, claim.epoch(), written, next)));
            return counts;
        });
        written = OptionalLong.of(next);
        return done;
    }

    @Override
    public void close() {
        database.close();
    }
}
