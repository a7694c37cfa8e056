package dev.tracker.bridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page costs while it stays open, and how late it is. Only on request, by {@code build/page-soak}, because it takes minutes and what it prints
 * depends on the machine.
 */
@EnabledIfSystemProperty(named = "page.soak.minutes", matches = "[0-9.]+")
class PageSoakTest {

    private static final long SPARE_MINUTES = 5;

    @TempDir
    Path directory;

    @Test
    void shouldPrintWhatThePageCosts() throws Exception {
        BrowserScript.requireTools();
        String minutes = System.getProperty("page.soak.minutes");
        try (PageFixture fixture = PageFixture.start(directory.resolve("broker"))) {
            BrowserScript.run(
                    fixture,
                    Path.of(System.getProperty("page.soak.output")),
                    (long) Double.parseDouble(minutes) + SPARE_MINUTES,
                    Map.of(
                            "MINUTES", minutes,
                            "RATE", System.getProperty("page.soak.rate"),
                            "TASKS", System.getProperty("page.soak.tasks")),
                    List.of("soak.mjs"));
        }
    }
}
