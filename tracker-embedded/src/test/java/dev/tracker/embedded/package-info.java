@NullMarked
package dev.tracker.embedded;

import org.jspecify.annotations.NullMarked;
