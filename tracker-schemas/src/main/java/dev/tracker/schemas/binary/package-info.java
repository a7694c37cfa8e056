/** The compact binary form of what a task's state is made of. */
@NullMarked
package dev.tracker.schemas.binary;

import org.jspecify.annotations.NullMarked;
