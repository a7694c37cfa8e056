/** {@code tracker run}: any program as a task, without the program knowing of it. */
@NullMarked
package dev.tracker.cli.run;

import org.jspecify.annotations.NullMarked;
