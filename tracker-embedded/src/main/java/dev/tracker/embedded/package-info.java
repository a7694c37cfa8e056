/** Servers that live and die with this process: a Kafka broker and a PostgreSQL server, for tests and for dev mode. */
@NullMarked
package dev.tracker.embedded;

import org.jspecify.annotations.NullMarked;
