/** Alerts: decides from the compacted topic which tasks, projects and trees need somebody, keeps that in a topic of its own, and tells webhooks. */
@NullMarked
package dev.tracker.bridge.alerts;

import org.jspecify.annotations.NullMarked;
