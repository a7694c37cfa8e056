/** JMH benchmarks of codec and fold. */
@NullMarked
package dev.tracker.bench.micro;

import org.jspecify.annotations.NullMarked;
