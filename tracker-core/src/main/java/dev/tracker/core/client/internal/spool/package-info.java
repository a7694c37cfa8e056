/** Updates on disk until Kafka has them: segment files, their recovery after a crash, and what makes room in them. Knows no Kafka. */
@NullMarked
package dev.tracker.core.client.internal.spool;

import org.jspecify.annotations.NullMarked;
