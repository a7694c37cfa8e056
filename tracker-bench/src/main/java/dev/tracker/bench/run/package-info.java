/** What every benchmark needs: servers and subjects in JVMs of their own, figures, results. */
@NullMarked
package dev.tracker.bench.run;

import org.jspecify.annotations.NullMarked;
