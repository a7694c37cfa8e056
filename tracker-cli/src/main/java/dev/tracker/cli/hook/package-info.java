/**
 * Hooks of agents: a shell script stores what the agent says to its hooks in a folder and returns; {@code tracker hook drain} turns it into events and sends
 * them. The folder is the spool: a file goes when Kafka has its events.
 */
@NullMarked
package dev.tracker.cli.hook;

import org.jspecify.annotations.NullMarked;
