package dev.tracker.formats;

import dev.tracker.formats.testkit.Collected;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** The small sessions in the test resources, all made up. */
public final class Samples {

    public static Path path(String name) {
        URL found = Samples.class.getResource("/replay/" + name);
        if (found == null) {
            throw new AssertionError("no sample is called " + name);
        }
        return Path.of(URI.create(found.toString()));
    }

    public static Collected read(TraceFormat format, String name) throws IOException {
        return Collected.read(format, path(name));
    }

    private Samples() {}
}
