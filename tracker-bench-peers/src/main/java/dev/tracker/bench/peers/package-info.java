/** The fold as other stream processors would do it. */
@NullMarked
package dev.tracker.bench.peers;

import org.jspecify.annotations.NullMarked;
