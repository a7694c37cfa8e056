/**
 * Checks that a format keeps what {@link dev.tracker.formats.TraceFormat} promises, by a sample of its own. Needs no test framework: a check that
 * fails throws an {@link java.lang.AssertionError}.
 */
@NullMarked
package dev.tracker.formats.testkit;

import org.jspecify.annotations.NullMarked;
