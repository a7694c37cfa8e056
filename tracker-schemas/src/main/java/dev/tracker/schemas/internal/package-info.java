/** JSON by the byte, for this module alone: what is written a hundred thousand times a second. */
@NullMarked
package dev.tracker.schemas.internal;

import org.jspecify.annotations.NullMarked;
