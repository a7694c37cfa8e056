/** What was refused on its way in. */
@NullMarked
package dev.tracker.bridge.internal.letters;

import org.jspecify.annotations.NullMarked;
