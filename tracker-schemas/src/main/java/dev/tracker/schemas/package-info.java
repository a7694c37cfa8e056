/**
 * The contract between workers, the fold and its readers: {@link dev.tracker.schemas.ExecutionEvent} goes in,
 * {@link dev.tracker.schemas.TaskProgress} comes out. Plain immutable values; how they look on the wire is in {@code json}.
 */
@NullMarked
package dev.tracker.schemas;

import org.jspecify.annotations.NullMarked;
