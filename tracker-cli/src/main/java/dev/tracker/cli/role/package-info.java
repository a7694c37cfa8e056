/** Commands that run one role of a production installation. */
@NullMarked
package dev.tracker.cli.role;

import org.jspecify.annotations.NullMarked;
