/** What an event, a task and a restart cost as tasks get more and older. */
@NullMarked
package dev.tracker.bench.growth;

import org.jspecify.annotations.NullMarked;
