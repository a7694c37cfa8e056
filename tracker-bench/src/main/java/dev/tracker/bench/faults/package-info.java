/** {@code tracker faults}: does to a whole installation what machines, networks and people do, and checks that nothing is lost, doubled or made up. */
@NullMarked
package dev.tracker.bench.faults;

import org.jspecify.annotations.NullMarked;
