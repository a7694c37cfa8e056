/** Dead letters: looked at, and sent again once they are mended. */
@NullMarked
package dev.tracker.cli.deadletters;

import org.jspecify.annotations.NullMarked;
