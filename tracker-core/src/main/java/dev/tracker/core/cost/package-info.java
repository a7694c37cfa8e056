/** What tokens cost and what may be spent: tables that users write, and the estimates made with them. Knows no Kafka, no HTTP and no clock. */
@NullMarked
package dev.tracker.core.cost;

import org.jspecify.annotations.NullMarked;
