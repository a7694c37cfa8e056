/**
 * Turns recorded agent sessions into events. A {@link dev.tracker.formats.TraceFormat} reads one kind of file and hands what it finds to a
 * {@link dev.tracker.formats.TraceSink}; nothing here knows where the events go. The mapping is causal: an event depends only on the records
 * before it, so a session that has grown since gives the same events, with the same ids and numbers, and then more. Formats are found by
 * {@link java.util.ServiceLoader}; {@code support} helps to write one, {@code testkit} to check it.
 */
@NullMarked
package dev.tracker.formats;

import org.jspecify.annotations.NullMarked;
