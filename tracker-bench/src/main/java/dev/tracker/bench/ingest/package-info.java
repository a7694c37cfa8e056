/** Events a second through the HTTP ingest, as a share of what a plain producer reaches. */
@NullMarked
package dev.tracker.bench.ingest;

import org.jspecify.annotations.NullMarked;
