/** Commands that send events. */
@NullMarked
package dev.tracker.cli.feed;

import org.jspecify.annotations.NullMarked;
