/** Requests and their answers. */
@NullMarked
package dev.tracker.ingest.internal.http;

import org.jspecify.annotations.NullMarked;
