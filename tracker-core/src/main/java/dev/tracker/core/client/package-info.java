/**
 * The worker client: {@link dev.tracker.core.client.ProgressTracker} publishes what a worker reports and answers from a local view at once.
 * The rest of this package is what it takes and returns.
 */
@NullMarked
package dev.tracker.core.client;

import org.jspecify.annotations.NullMarked;
