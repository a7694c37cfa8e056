/** How the embedded servers are unpacked, locked, started and stopped. Not for use outside this module. */
@NullMarked
package dev.tracker.embedded.internal;

import org.jspecify.annotations.NullMarked;
