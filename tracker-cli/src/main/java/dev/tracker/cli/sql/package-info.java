/** Asking PostgreSQL as an analyst does: read only, through the views, and taking the answer away as a table, JSON, CSV or Parquet. */
@NullMarked
package dev.tracker.cli.sql;

import org.jspecify.annotations.NullMarked;
