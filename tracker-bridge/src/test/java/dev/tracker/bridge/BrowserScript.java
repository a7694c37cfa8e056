package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs what is in {@code src/test/browser} with Node and a real Chromium, against a fixture. {@code build/browser-setup} installs what it needs. */
final class BrowserScript {

    private static final Path FOLDER = Path.of("src/test/browser").toAbsolutePath();

    private BrowserScript() {}

    /** Without its tools the test is skipped, except where {@code CI=true} is set: there a missing browser is a failure. */
    static void requireTools() {
        String missing = "";
        if (!isOnPath("node")) {
            missing += " node";
        }
        if (!Files.isExecutable(chromium())) {
            missing += " " + chromium();
        }
        for (String module : List.of("playwright-core", "axe-core")) {
            if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve(module))) {
                missing += " " + module + " (npm ci)";
            }
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

    /** Runs Node with these arguments, which must end well in that time. What it says is written to {@code output} as it comes. */
    static void run(
            PageFixture fixture, Path output, long minutes, Map<String, String> environment, List<String> arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CHROMIUM", chromium().toString());
        builder.environment().put("PAGE_URL", fixture.pageUrl());
        builder.environment().put("PAGE_TOKEN", PageFixture.TOKEN);
        builder.environment().put("CONTROL_URL", fixture.controlUrl());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(minutes, TimeUnit.MINUTES))
                    .as(() -> "ends within " + minutes + " minutes; it said:\n" + read(output))
                    .isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).as(() -> "it said:\n" + read(output)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
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
}
