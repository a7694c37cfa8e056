package dev.tracker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracker.cli.option.UserException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts of {@code run}, each by itself. */
class RunPartsTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 1, 2, 30, 5);

    @Test
    void shouldCutLinesForPeopleWhenBytesCome() {
        List<String> lines = new ArrayList<>();
        LineCutter cutter = new LineCutter(lines::add);

        // Given colours, a window title, a bar that writes itself anew, a character in two pieces, and a last line
        // without end
        for (String part : List.of(
                "\u001B[1;31mred\u001B[0m and\u001B]0;title\u0007 plain\r\n\n",
                "10 %\r20 %\r\u001B[K30 %\n\u0000\u0008bell\u0007\n",
                "no end")) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            cutter.take(bytes, bytes.length);
        }
        byte[] umlaut = "ä\n".getBytes(StandardCharsets.UTF_8);
        cutter.take(new byte[] {umlaut[0]}, 1);
        cutter.take(new byte[] {umlaut[1], umlaut[2]}, 2);
        byte[] endless = "y".repeat(3 * LineCutter.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
        cutter.take(endless, endless.length);
        cutter.end();

        assertThat(lines.subList(0, 6)).containsExactly("red and plain", "10 %", "20 %", "30 %", "bell", "no endä");
        assertThat(lines.subList(6, lines.size())).containsExactly("y".repeat(LineCutter.MAX_BYTES));
    }

    @ParameterizedTest
    @CsvSource({
        "(\\d+)%, 'at 12%, then 40%', 40",
        "(\\d+)/(\\d+), 'batch 3/4', 75",
        "([0-9.]+) percent, '99.5 percent', 99.5",
        "(\\d+)%, '250%', ",
        "(\\d+)/(\\d+), '0/0', ",
        "(\\w+)%, 'abc%', ",
        "(\\d+)%, 'nothing', ",
    })
    void shouldFindProgressWhenALineTellsIt(String regex, String line, Double percent) {
        assertThat(new ProgressPattern(regex).percent(line))
                .isEqualTo(percent == null ? OptionalDouble.empty() : OptionalDouble.of(percent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "no group", "(a)(b)(c)"})
    void shouldSayWhatIsWrongWithAPattern(String regex) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new ProgressPattern(regex))
                .withMessageContaining("--progress-pattern");
    }

    @Test
    void shouldSayHowACommandEnded() {
        assertThat(Ending.of(0, null)).isEqualTo(new Ending(Ending.Kind.SUCCESS, ""));
        assertThat(Ending.of(3, null)).isEqualTo(new Ending(Ending.Kind.FAILED, "Exit code 3"));
        assertThat(Ending.of(137, null)).isEqualTo(new Ending(Ending.Kind.FAILED, "Exit code 137, as after SIGKILL"));
        assertThat(Ending.of(0, "TERM"))
                .isEqualTo(new Ending(Ending.Kind.CANCELLED, "Cancelled by SIGTERM, exit code 0"));
        assertThat(Ending.of(130, null))
                .isEqualTo(new Ending(Ending.Kind.CANCELLED, "Cancelled by SIGINT, exit code 130"));
    }

    @Test
    void shouldNameATaskWhenNobodyDoes() {
        long pid = ProcessHandle.current().pid();

        assertThat(TaskNames.filled("nightly-{date}-{time}", NOW)).isEqualTo("nightly-2026-03-01-023005");
        assertThat(TaskNames.standard(List.of("/opt/im port/run.sh", "-x"), NOW))
                .isEqualTo("run.sh-2026-03-01-023005-" + pid);
        assertThat(TaskNames.standard(List.of("/"), NOW)).startsWith("run-");
    }

    @Test
    void shouldForgetTheOldestLinesWhenNobodyLooks() {
        OutputTail tail = new OutputTail();

        for (int i = 0; i < 1_500; i++) {
            tail.add("line " + i);
        }

        assertThat(tail.take()).hasSize(1_000).startsWith("line 500").endsWith("line 1499");
        assertThat(tail.takeSkipped()).isEqualTo(500);
        assertThat(tail.takeSkipped()).isZero();
    }
}
