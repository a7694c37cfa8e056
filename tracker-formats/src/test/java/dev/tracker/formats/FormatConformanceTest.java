package dev.tracker.formats;

import dev.tracker.formats.testkit.FormatConformance;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every format that comes along keeps what formats promise. */
class FormatConformanceTest {

    private final TraceFormats formats = TraceFormats.installed();

    @TempDir
    private Path scratch;

    @TestFactory
    Stream<DynamicTest> shouldKeepWhatFormatsPromise() {
        return Stream.of(
                        tests("claude-code", "claude-code", "session.jsonl", null),
                        tests("gemini-cli", "gemini-cli", "session.json", "/messages"),
                        tests(
                                "mini-swe-agent",
                                "mini-swe-agent",
                                "output/demo_dev/acme__widget-1/acme__widget-1.traj.json",
                                "/messages"),
                        tests(
                                "swe-agent",
                                "swe-agent",
                                "demo/acme__widget-2/acme__widget-2.traj",
                                "/trajectory",
                                "/info/exit_status"),
                        tests(
                                "codex",
                                "codex",
                                "rollout-2026-04-01T09-00-00-0196f000-aaaa-7bbb-8ccc-000000000001.jsonl",
                                null),
                        tests("openhands", "openhands", "greet.json", ""),
                        tests("opencode", "opencode", "export.json", "/messages"))
                .flatMap(tests -> tests);
    }

    private Stream<DynamicTest> tests(
            String name, String folder, String sample, @Nullable String array, String... atTheEnd) {
        FormatConformance conformance =
                FormatConformance.of(formats.byName(name), Samples.path(folder), sample, scratch.resolve(name));
        FormatConformance whole = array == null ? conformance : conformance.growingAt(array, atTheEnd);
        return whole.checks().stream().map(check -> DynamicTest.dynamicTest(name + " " + check.name(), check::run));
    }
}
