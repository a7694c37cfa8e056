/**
 * Turns recorded agent sessions into events. A {@link dev.tracker.cli.replay.TraceFormat} reads one kind of file and hands what it finds to a
 * {@link dev.tracker.cli.replay.TraceSink}; nothing here knows where the events go. The mapping is causal: an event depends only on the records
 * before it, so a session that has grown since gives the same events, with the same ids and numbers, and then more.
 */
@NullMarked
package dev.tracker.cli.replay;

import org.jspecify.annotations.NullMarked;
