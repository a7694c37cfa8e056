package dev.tracker.cli.watch;

import java.util.Map;

/**
 * What Kafka has acknowledged of one file.
 *
 * @param state what the file looked like when it was read last
 * @param next for each counter (task, attempt, emitter) the number of its next event
 */
record Position(FileState state, Map<String, Long> next) {}
