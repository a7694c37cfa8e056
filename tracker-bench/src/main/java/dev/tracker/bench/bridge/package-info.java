/** How many viewers the bridge bears, what one costs, and how soon each of them sees a change. */
@NullMarked
package dev.tracker.bench.bridge;

import org.jspecify.annotations.NullMarked;
