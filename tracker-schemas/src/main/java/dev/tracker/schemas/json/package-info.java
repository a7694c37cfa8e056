/** How events and snapshots look as JSON, and what is refused at the edge. */
@NullMarked
package dev.tracker.schemas.json;

import org.jspecify.annotations.NullMarked;
