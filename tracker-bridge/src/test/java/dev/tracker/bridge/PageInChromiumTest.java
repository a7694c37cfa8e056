package dev.tracker.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium: the tests themselves are in {@code src/test/browser}. */
class PageInChromiumTest {

    private static final long MINUTES = 5;

    @TempDir
    Path directory;

    @Test
    void shouldBehaveInChromium() throws Exception {
        BrowserScript.requireTools();
        try (PageFixture fixture = PageFixture.start(directory.resolve("broker"))) {
            BrowserScript.run(fixture, directory.resolve("output.txt"), MINUTES, Map.of(), arguments());
        }
    }

    /** With {@code SCREENSHOTS=folder} only what makes pictures. */
    private static List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--test", "--test-concurrency=1", "--test-reporter=spec"));
        if (System.getenv("SCREENSHOTS") != null) {
            arguments.add("--test-name-pattern=pictures|lost bridge");
        }
        arguments.add("page.test.mjs");
        return arguments;
    }
}
