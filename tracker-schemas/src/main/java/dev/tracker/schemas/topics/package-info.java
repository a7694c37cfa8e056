/** The topics of Tracker: names, partitions and the settings that its promises rest on. */
@NullMarked
package dev.tracker.schemas.topics;

import org.jspecify.annotations.NullMarked;
