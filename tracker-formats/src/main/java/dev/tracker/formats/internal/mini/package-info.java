/** Runs of mini-swe-agent: one JSON document a run, with an evaluation report beside it where there is one. */
@NullMarked
package dev.tracker.formats.internal.mini;

import org.jspecify.annotations.NullMarked;
