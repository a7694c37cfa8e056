/** A task as it was: folded anew from the log up to a time or an offset. */
@NullMarked
package dev.tracker.cli.asof;

import org.jspecify.annotations.NullMarked;
