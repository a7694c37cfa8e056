package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real Chromium: the tests themselves are in {@code src/test/browser}. {@code build/browser-setup} installs what they need. Without it they are
 * skipped, except where {@code CI=true} is set: there a missing browser is a failure.
 */
class PageInChromiumTest {

    private static final Path TESTS = Path.of("src/test/browser").toAbsolutePath();
    private static final long MINUTES = 5;

    @TempDir
    Path directory;

    @Test
    void shouldBehaveInChromium() throws Exception {
        requireTools();
        try (PageFixture fixture = PageFixture.start(directory.resolve("broker"))) {
            Path output = directory.resolve("output.txt");
            ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=spec", "page.test.mjs")
                    .directory(TESTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("CHROMIUM", chromium().toString());
            builder.environment().put("PAGE_URL", fixture.pageUrl());
            builder.environment().put("CONTROL_URL", fixture.controlUrl());
            Process process = builder.start();
            try {
                assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                        .as("the browser tests end within %d minutes", MINUTES)
                        .isTrue();
            } finally {
                process.destroy();
            }
            assertThat(process.exitValue())
                    .as(() -> "what the browser tests said:\n" + read(output))
                    .isZero();
        }
    }

    private static void requireTools() {
        String missing = "";
        if (!isOnPath("node")) {
            missing += " node";
        }
        if (!Files.isExecutable(chromium())) {
            missing += " " + chromium();
        }
        if (!Files.isDirectory(TESTS.resolve("node_modules/playwright-core"))) {
            missing += " playwright-core (npm ci)";
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(missing)
                    .as("missing for the browser tests; run build/browser-setup")
                    .isEmpty();
        }
        assumeTrue(
                missing.isEmpty(),
                "the page is not tested in a browser, missing:" + missing + "; run build/browser-setup");
    }

    private static Path chromium() {
        String set = System.getenv("CHROMIUM");
        return Path.of(set == null || set.isBlank() ? "/usr/bin/chromium" : set);
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }
}
