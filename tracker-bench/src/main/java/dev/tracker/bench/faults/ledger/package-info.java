/** What producers tried to send and what came of it, on disk before and after: the oracle outside of the system under test. */
@NullMarked
package dev.tracker.bench.faults.ledger;

import org.jspecify.annotations.NullMarked;
