/** How the worker client works inside. No API: may change at any time. */
@NullMarked
package dev.tracker.core.client.internal;

import org.jspecify.annotations.NullMarked;
