/** What a role tells about itself: health over HTTP, and figures for Prometheus. */
@NullMarked
package dev.tracker.streams.health;

import org.jspecify.annotations.NullMarked;
