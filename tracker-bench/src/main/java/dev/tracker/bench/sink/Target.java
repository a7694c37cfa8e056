package dev.tracker.bench.sink;

import dev.tracker.bench.run.BenchException;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SnapshotSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A table that a sink fills. */
enum Target {
    EXECUTION_EVENT("execution_event", Topics.EVENTS, "ON CONFLICT DO NOTHING") {
        @Override
        SinkRunner sink(SinkSettings settings) {
            return EventSink.create(settings, new SimpleMeterRegistry());
        }
    },
    TASK(
            "task",
            Topics.SNAPSHOTS,
            "ON CONFLICT (task_id) DO UPDATE SET version = excluded.version, snapshot = excluded.snapshot,"
                    + " status = excluded.status, percent = excluded.percent, updated_at = now()") {
        @Override
        SinkRunner sink(SinkSettings settings) {
            return SnapshotSink.create(settings, new SimpleMeterRegistry());
        }
    };

    private final String table;
    private final String topic;
    private final String onConflict;

    Target(String table, String topic, String onConflict) {
        this.table = table;
        this.topic = topic;
        this.onConflict = onConflict;
    }

    /** The sink, not yet started. */
    abstract SinkRunner sink(SinkSettings settings);

    String table() {
        return table;
    }

    String qualifiedTable() {
        return "tracker." + table;
    }

    String topic() {
        return topic;
    }

    /** How one row at a time copes with rows that are there. */
    String onConflict() {
        return onConflict;
    }

    static Target ofTable(String table) {
        for (Target target : values()) {
            if (target.table.equals(table)) {
                return target;
            }
        }
        throw new BenchException("no sink fills a table " + table + "; known are execution_event, task");
    }
}
