/** All of Tracker in one process tree, with its data in one folder. */
@NullMarked
package dev.tracker.cli.dev;

import org.jspecify.annotations.NullMarked;
