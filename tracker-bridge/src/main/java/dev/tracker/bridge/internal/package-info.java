/** Not for use outside the bridge. */
@NullMarked
package dev.tracker.bridge.internal;

import org.jspecify.annotations.NullMarked;
