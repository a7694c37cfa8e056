/** What is asked for: filters, orders, windows and forms, the same for questions and for views that stay open. */
@NullMarked
package dev.tracker.bridge.internal.query;

import org.jspecify.annotations.NullMarked;
