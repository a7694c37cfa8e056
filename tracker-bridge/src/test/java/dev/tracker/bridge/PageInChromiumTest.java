package dev.tracker.bridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium: the tests themselves are in {@code src/test/browser}. */
class PageInChromiumTest {

    private static final long MINUTES = 5;
    private static final List<String> ARGUMENTS =
            List.of("--test", "--test-concurrency=1", "--test-reporter=spec", "page.test.mjs");

    @TempDir
    Path directory;

    @Test
    void shouldBehaveInChromium() throws Exception {
        BrowserScript.requireTools();
        try (PageFixture fixture = PageFixture.start(directory.resolve("broker"))) {
            BrowserScript.run(fixture, directory.resolve("output.txt"), MINUTES, Map.of(), ARGUMENTS);
        }
    }
}
