/** The {@code tracker} command. */
@NullMarked
package dev.tracker.cli;

import org.jspecify.annotations.NullMarked;
