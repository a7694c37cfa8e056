/** Who may write what, and how fast. */
@NullMarked
package dev.tracker.ingest.internal.access;

import org.jspecify.annotations.NullMarked;
