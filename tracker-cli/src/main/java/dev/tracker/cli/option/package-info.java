/** What commands have in common on the command line and in the environment, and where a running {@code dev} is found. */
@NullMarked
package dev.tracker.cli.option;

import org.jspecify.annotations.NullMarked;
