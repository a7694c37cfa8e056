/** What formats of benchmark runs have in common. */
@NullMarked
package dev.tracker.formats.internal.run;

import org.jspecify.annotations.NullMarked;
