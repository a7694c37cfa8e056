/** The plainest uses of Kafka: read a topic from end to end, send events. */
@NullMarked
package dev.tracker.cli.kafka;

import org.jspecify.annotations.NullMarked;
