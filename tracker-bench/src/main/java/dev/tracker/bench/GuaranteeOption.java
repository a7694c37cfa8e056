package dev.tracker.bench;

import dev.tracker.streams.Guarantee;
import picocli.CommandLine.Option;

/** Which guarantee is measured. */
public final class GuaranteeOption {

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            defaultValue = "exactly-once",
            description = "Of all subjects: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Guarantee guarantee = Guarantee.EXACTLY_ONCE;

    public Guarantee guarantee() {
        return guarantee;
    }

    /** The part of the page for a benchmark's results: the weaker guarantee has one of its own. */
    public String partOf(String bench) {
        return guarantee == Guarantee.EXACTLY_ONCE ? bench : bench + " " + guarantee;
    }
}
