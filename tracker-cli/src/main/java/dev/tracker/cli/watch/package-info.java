/** {@code tracker watch}: follows the files of sessions that go on, and sends what they tell as it comes. */
@NullMarked
package dev.tracker.cli.watch;

import org.jspecify.annotations.NullMarked;
