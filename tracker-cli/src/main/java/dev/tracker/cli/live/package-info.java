/** The dashboard's live views, for commands that stay: a line to the bridge that is taken up again when it breaks, and what came over it. */
@NullMarked
package dev.tracker.cli.live;

import org.jspecify.annotations.NullMarked;
