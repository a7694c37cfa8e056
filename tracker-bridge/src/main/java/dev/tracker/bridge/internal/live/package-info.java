/**
 * Views that stay open. One thread turns changes into frames, once for each distinct view, whoever looks at it; viewers take them as fast as they read, and
 * hold a position instead of a queue.
 */
@NullMarked
package dev.tracker.bridge.internal.live;

import org.jspecify.annotations.NullMarked;
