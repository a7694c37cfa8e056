/** How alerts come to be, are remembered and are delivered. */
@NullMarked
package dev.tracker.bridge.internal.alerts;

import org.jspecify.annotations.NullMarked;
