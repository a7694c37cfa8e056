/** {@code tracker top}: the fleet on a terminal. What is shown ({@code TopModel}) is kept apart from how ({@code Frame}, a function of it) and from the terminal ({@code TopSession}). */
@NullMarked
package dev.tracker.cli.top;

import org.jspecify.annotations.NullMarked;
