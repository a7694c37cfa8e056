package dev.tracker.bench.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Shows what a benchmark has found and writes it down. */
public final class Results {

    private final PrintWriter out;
    private final boolean json;
    private final Path docs;

    /**
     * @param json whether to print lines of JSON instead of a table
     * @param docs the page whose part about this benchmark is replaced
     */
    public Results(PrintWriter out, boolean json, Path docs) {
        this.out = out;
        this.json = json;
        this.docs = docs;
    }

    /**
     * Prints the measures and puts them into the page.
     *
     * @param bench the benchmark's name, which is the name of its part of the page
     * @param command what was typed
     * @param note what else to know about the run, in words
     */
    public void publish(String bench, String command, String note, List<Measure> measures) {
        if (json) {
            measures.forEach(measure -> out.println(measure.toJson()));
        } else {
            out.println(Tables.text(measures));
        }
        try {
            BenchmarkPage.replacePart(docs, bench, command, note, measures);
            if (!json) {
                out.println("written to " + docs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }
}
