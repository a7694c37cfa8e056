package dev.tracker.formats.testkit;

import dev.tracker.formats.LineFormat;
import dev.tracker.formats.TraceFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every format must keep, checked with one good sample of it: that it is recognized; that its events are accepted by the wire, have ids of
 * their own and numbers without gaps; that reading again gives the same; that each earlier state of the sample gives a beginning of its events;
 * that what is broken is reported and does not stop the rest; and that no damage makes it throw.
 *
 * <p>Earlier states of a {@link LineFormat} are its first lines. For a document say with {@link #growingAt} which array grows. Writes copies of
 * the sample's folder into a folder for the checks; the sample itself stays as it is.
 */
public final class FormatConformance {

    /** One property; {@code run} throws an {@link AssertionError} if it does not hold. */
    public record Check(String name, Body body) {

        /** Checks it. */
        public void run() throws IOException {
            body.run();
        }
    }

    /** What a check does. */
    @FunctionalInterface
    public interface Body {
        void run() throws IOException;
    }

    private final TraceFormat format;
    private final Path folder;
    private final Path sample;
    private final Path scratch;
    private final @Nullable String array;
    private final List<String> atTheEnd;

    private FormatConformance(
            TraceFormat format, Path folder, Path sample, Path scratch, @Nullable String array, List<String> atTheEnd) {
        this.format = format;
        this.folder = folder;
        this.sample = sample;
        this.scratch = scratch;
        this.array = array;
        this.atTheEnd = atTheEnd;
    }

    /**
     * For that sample.
     *
     * @param folder holds the sample and whatever lies beside it that the format looks at
     * @param sample the session's path within the folder
     * @param scratch an empty folder for changed copies
     */
    public static FormatConformance of(TraceFormat format, Path folder, String sample, Path scratch) {
        return new FormatConformance(format, folder, Path.of(sample), scratch, null, List.of());
    }

    /**
     * For a document.
     *
     * @param pointer JSON pointer of the array to which the session appends, for example {@code /messages}; empty for the document itself
     * @param atTheEnd JSON pointers of what is not there before the session has ended, for example {@code /info/exit_status}
     */
    public FormatConformance growingAt(String pointer, String... atTheEnd) {
        return new FormatConformance(format, folder, sample, scratch, pointer, List.of(atTheEnd));
    }

    /** All checks, each of which can run alone. */
    public List<Check> checks() {
        SampleCopy copy = new SampleCopy(folder, sample, scratch);
        EventChecks events = new EventChecks(format, copy);
        DamageChecks damage = new DamageChecks(format, copy, isLines());
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("recognizes its sample", events::recognized));
        checks.add(new Check("makes accepted events", events::accepted));
        checks.add(new Check("gives each event an id of its own", events::distinct));
        checks.add(new Check("numbers events without gaps", events::numbered));
        checks.add(new Check("gives the same when read again", events::repeatable));
        if (isLines() || array != null) {
            GrowthCheck growth = new GrowthCheck(format, copy, array, atTheEnd);
            checks.add(new Check("gives a beginning for each earlier state", growth::run));
        }
        if (isLines()) {
            checks.add(new Check("reports a broken line and goes on", damage::brokenLines));
        }
        checks.add(new Check("reports what is cut off", damage::cut));
        checks.add(new Check("survives changed values", damage::changedValues));
        checks.add(new Check("survives changed bytes", damage::changedBytes));
        return checks;
    }

    private boolean isLines() {
        return format instanceof LineFormat;
    }
}
