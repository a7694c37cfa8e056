/** Tells what a shell command line does: reads, writes or edits a file, or runs something. A guess by reading, nothing is executed. */
@NullMarked
package dev.tracker.formats.internal.shell;

import org.jspecify.annotations.NullMarked;
