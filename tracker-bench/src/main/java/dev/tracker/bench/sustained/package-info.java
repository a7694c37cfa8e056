/** The whole path from events to PostgreSQL under a steady load: does it keep up? */
@NullMarked
package dev.tracker.bench.sustained;

import org.jspecify.annotations.NullMarked;
