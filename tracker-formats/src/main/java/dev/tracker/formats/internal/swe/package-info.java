/**
 * Runs of SWE-agent: one JSON document a run, as its <a href="https://swe-agent.com/latest/usage/trajectories/">documentation</a> describes it.
 */
@NullMarked
package dev.tracker.formats.internal.swe;

import org.jspecify.annotations.NullMarked;
