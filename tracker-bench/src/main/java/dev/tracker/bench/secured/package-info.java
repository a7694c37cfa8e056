/** The whole pipeline on a secured cluster of three brokers: each role with its own user, and what each must be refused. */
@NullMarked
package dev.tracker.bench.secured;

import org.jspecify.annotations.NullMarked;
