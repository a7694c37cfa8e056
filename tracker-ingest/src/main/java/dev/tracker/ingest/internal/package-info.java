/** Not for use outside the ingest. */
@NullMarked
package dev.tracker.ingest.internal;

import org.jspecify.annotations.NullMarked;
