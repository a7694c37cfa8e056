/** Whether the log, the snapshots and the database agree. */
@NullMarked
package dev.tracker.cli.audit;

import org.jspecify.annotations.NullMarked;
