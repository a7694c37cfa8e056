package dev.tracker.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.formats.testkit.Collected;
import dev.tracker.formats.testkit.FormatConformance;
import dev.tracker.schemas.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The guide {@code docs/new-format.md}, followed word by word. */
class NewFormatGuideTest {

    private static final Path GUIDE = Path.of("../docs/new-format.md");

    @TempDir
    private Path folder;

    private Path sample = Path.of("");
    private TraceFormats formats = TraceFormats.installed();

    @BeforeEach
    void follow() throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/com/example")).resolve("AcmeFormat.java");
        Files.writeString(source, block("java"));
        Path build = Files.createDirectories(folder.resolve("build"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        build.toString(),
                        source.toString());
        assertThat(compiled).isZero();
        Path services = Files.createDirectories(build.resolve("META-INF/services"));
        Files.writeString(services.resolve(TraceFormat.class.getName()), block("text"));
        sample = Files.createDirectories(folder.resolve("samples")).resolve("cellar.acme.jsonl");
        Files.writeString(sample, block("jsonl"));
        formats = TraceFormats.with(List.of(build));
    }

    @Test
    void shouldReadTheRecordingOfTheGuideByTheFormatOfTheGuide() throws IOException {
        // When
        Collected found = Collected.read(formats.byName(TraceFormats.AUTO), sample);

        // Then
        assertThat(formats.names()).endsWith("acme").hasSizeGreaterThan(1);
        assertThat(found.types())
                .containsExactly(
                        EventType.START,
                        EventType.ITERATION,
                        EventType.COST,
                        EventType.ACTION,
                        EventType.ACTION,
                        EventType.COMPLETE);
        assertThat(found.problems()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepWhatFormatsPromise() {
        return FormatConformance.of(
                        formats.byName("acme"), sample.getParent(), "cellar.acme.jsonl", folder.resolve("scratch"))
                .checks()
                .stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    /** The first block of that language. */
    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(Files.readString(GUIDE));
        assertThat(block.find()).as("a block of %s in the guide", language).isTrue();
        return block.group(1);
    }
}
