/** Who may do what in Kafka: the rights of each role, and how they become ACLs. */
@NullMarked
package dev.tracker.streams.access;

import org.jspecify.annotations.NullMarked;
