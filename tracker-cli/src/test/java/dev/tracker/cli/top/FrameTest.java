package dev.tracker.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.look.Theme;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final Theme COLOURS = new Theme(true, true);
    private static final Theme PLAIN = new Theme(false, true);
    private static final Theme ASCII = new Theme(false, false);

    @Test
    void shouldSayHowTheFleetIsAndListTasksWhenItIsLive() {
        List<String> lines = text(Said.model(1234, Said.rows(0, 60)), 160, 24, PLAIN);

        assertThat(lines.get(0)).contains("live", "data 0.3 s old", "http://127.0.0.1:8765");
        assertThat(lines.get(1))
                .contains("1,234 tasks:", "20 running", "3 waiting", "2 stalled", "1 lost", "1,100 complete")
                .contains("100 failed", "8 cancelled");
        assertThat(lines.get(2))
                .contains("cost $12.34 +$0.1200/min", "lag 12 ms, p99 40 ms", "312 events/s", "45 changes/s")
                .contains("2 over budget", "17 errors", "3 dead letters");
        assertThat(lines.get(3)).startsWith("1-20 of 1,234: active tasks, by attention");
        assertThat(lines.get(4)).contains("STATE", "DONE", "CRIT", "ITER", "COST/MAX $", "RATE", "HEARD", "TASK");
        assertThat(lines.get(5))
                .startsWith(">running")
                .contains("████░░░░░░", "45%", "3/7", "12/40", "0.1234/1.00", "45.4%/h", "12 s", "task-0");
        assertThat(lines.get(6)).startsWith(" running").contains("task-1", "Mend the login");
        assertThat(lines.get(23)).contains("q quit");
    }

    /** Also where there is no room for anything. */
    @ParameterizedTest
    @CsvSource({"200,60", "120,40", "80,24", "80,12", "60,11", "40,7", "30,5", "20,4", "10,3", "3,2", "1,1"})
    void shouldFillTheScreenExactlyWhateverItsSize(int columns, int rows) {
        for (TopModel.Mode mode : TopModel.Mode.values()) {
            TopModel model = Said.model(500, Said.rows(0, 60));
            model.accept(Said.snapshot(TopModel.TASK_VIEW, 0, 1, List.of(Said.full("task-0"))), Said.NANOS);
            model.mode = mode;
            for (Theme theme : List.of(COLOURS, PLAIN, ASCII)) {
                List<AttributedString> lines = Frame.render(model, columns, rows, theme);

                assertThat(lines).hasSize(rows);
                assertThat(lines)
                        .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(columns));
            }
        }
    }

    @Test
    void shouldKeepStateAndTaskWhenThereIsLittleRoom() {
        assertThat(text(Said.model(2, Said.rows(0, 2)), 40, 8, PLAIN))
                .anySatisfy(line -> assertThat(line).contains("running", "45%", "12 s", "task-1"));
        assertThat(text(Said.model(2, Said.rows(0, 2)), 26, 8, PLAIN))
                .anySatisfy(line -> assertThat(line).contains("running", "task-1"));
    }

    @Test
    void shouldDrawOnlyThePageWhenThereAreManyTasks() {
        TopModel model = Said.model(100_000, Said.rows(0, 60));

        assertThat(text(model, 100, 24, PLAIN).stream().filter(line -> line.contains("task-")))
                .hasSize(Frame.listRows(24))
                .hasSizeLessThan(24);
        model.top = 50_000;
        assertThat(text(model, 100, 24, PLAIN))
                .anySatisfy(line -> assertThat(line).isEqualTo("  …"));
    }

    /** A viewer that is cut off says so of itself, and of no task that it runs or does not. */
    @Test
    void shouldClaimNothingOfTheTasksWhenTheLineIsDown() {
        TopModel model = Said.model(2, Said.rows(0, 2));
        long later = Said.NANOS + TimeUnit.MINUTES.toNanos(30);

        model.tick(Said.down(Said.NANOS), later);
        List<String> lines = text(model, 120, 24, PLAIN);

        assertThat(lines.get(0)).contains("NOT CONNECTED 1800 s: nothing answers", "last known 12:00:00Z");
        assertThat(lines.get(5)).contains("running?", "12 s").doesNotContain("lost", "stalled");
        assertThat(ansi(model, COLOURS).get(5)).doesNotContain("\u001b[32m");
    }

    @Test
    void shouldClaimNothingOfTheTasksWhenTheDashboardIsDeaf() {
        TopModel model = Said.model(2, Said.rows(0, 2));

        model.accept(Said.heartbeat(Said.NOW.plusSeconds(60), false), Said.NANOS);
        model.tick(Said.up(), Said.NANOS + TimeUnit.MINUTES.toNanos(1));
        List<String> lines = text(model, 120, 24, PLAIN);

        assertThat(lines.get(0)).contains("THE DASHBOARD DOES NOT HEAR KAFKA", "last known 12:00:00Z");
        assertThat(lines.get(5)).contains("running?", "12 s");
    }

    @Test
    void shouldCountAgesByTheDashboardsClockWhileItIsLive() {
        TopModel model = Said.model(1, Said.rows(0, 1));

        model.tick(Said.up(), Said.NANOS + TimeUnit.SECONDS.toNanos(30));

        assertThat(text(model, 120, 24, PLAIN).get(5)).contains("42 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stalled", "lost", "waiting", "ended"})
    void shouldNameEveryStateInWordsWhenThereAreNoColours(String liveness) {
        JsonNode row = Said.row("task-1")
                .put("liveness", liveness)
                .put("status", liveness.equals("ended") ? "failed" : "in_progress");

        assertThat(text(Said.model(1, List.of(row)), 120, 24, PLAIN).get(5))
                .startsWith(">" + (liveness.equals("ended") ? "failed" : liveness));
    }

    @Test
    void shouldMarkWhatIsEstimated() {
        TopModel model = Said.model(1, List.of(Said.row("guessed").put("costEstimated", 0.1)));
        ((ObjectNode) model.fleet).put("costEstimated", 0.1);

        List<String> lines = text(model, 160, 24, PLAIN);

        assertThat(lines.get(2)).contains("cost $~12.34 +$0.1200/min");
        assertThat(lines.get(5)).contains(" ~0.1234/1.00");
    }

    @Test
    void shouldMarkWhatIsOverBudgetAndLeaveOpenWhatIsUnknown() {
        JsonNode over = Said.row("over").put("cost", 1.5).put("overBudget", true);
        JsonNode unknown = Said.row("unknown")
                .put("costKnown", false)
                .put("progress", 0)
                .put("criteriaTotal", 0)
                .put("criteriaVerified", 0)
                .put("maxIterations", 0)
                .put("iteration", 0);
        List<String> lines = text(Said.model(2, List.of(over, unknown)), 120, 24, PLAIN);

        assertThat(lines.get(5)).contains("1.50/1.00!");
        assertThat(lines.get(6)).containsPattern("0% +- +- +- +- +12 s");
    }

    @Test
    void shouldColourOnlyWhereColoursAreWanted() {
        TopModel model = Said.model(2, Said.rows(0, 2));

        assertThat(String.join("", ansi(model, COLOURS))).contains("\u001b[32m");
        assertThat(String.join("", ansi(model, PLAIN)))
                .contains("\u001b[")
                .doesNotContainPattern("\u001b\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])");
    }

    @Test
    void shouldUseAsciiAloneWhenNothingElseCanBeShown() {
        JsonNode row = Said.row("задача-1").put("title", "Größe ändern 漢字");
        TopModel model = Said.model(2, List.of(row, Said.row("b")));
        model.selected = 1;

        assertThat(text(model, 120, 24, ASCII))
                .allSatisfy(line -> assertThat(line).matches("[ -~]*"));
        assertThat(text(model, 120, 24, ASCII).get(5))
                .contains("######.....".substring(2, 10), "??????-1", "Gr??e ?ndern");
    }

    @Test
    void shouldKeepColumnsInLineWhenCharactersAreWide() {
        JsonNode wide = Said.row("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字").put("title", "👩‍💻 é");
        List<AttributedString> lines = Frame.render(Said.model(1, List.of(wide)), 120, 24, PLAIN);

        assertThat(lines.get(5).columnLength()).isLessThanOrEqualTo(120);
        assertThat(lines.get(5).toString()).contains("…");
    }

    @Test
    void shouldLetNothingThroughThatDoesSomethingToTheTerminal() {
        String hostile = "\u001b[31mred\u001b]0;title\u0007\r\n\u202eback\u009b2J";
        JsonNode row = Said.row("id" + hostile)
                .put("title", hostile)
                .put("agentId", hostile)
                .put("projectId", hostile);
        TopModel model = Said.model(1, List.of(row));
        model.query = model.query.withText(hostile);
        model.notice = hostile;
        model.url = hostile;
        model.accept(
                Said.snapshot(
                        TopModel.TASK_VIEW,
                        0,
                        1,
                        List.of(Said.full("id" + hostile).put("title", hostile))),
                Said.NANOS);
        for (TopModel.Mode mode : TopModel.Mode.values()) {
            model.mode = mode;

            assertThat(text(model, 200, 30, PLAIN))
                    .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u202e]"));
        }
    }

    @Test
    void shouldSayWhyTheListIsEmptyWhenNothingMatches() {
        TopModel model = Said.model(0, List.of());

        assertThat(text(model, 100, 24, PLAIN).get(3)).startsWith("none: active tasks");
        assertThat(text(model, 100, 24, PLAIN).get(5)).contains("no active tasks, by attention (c: no filter)");
    }

    @Test
    void shouldShowTheOpenTaskInFullAndScrollIt() {
        TopModel model = Said.model(1, Said.rows(0, 1));
        model.open();
        assertThat(text(model, 100, 24, PLAIN).get(1)).isEqualTo("asked for: task-0");
        model.accept(Said.snapshot(TopModel.TASK_VIEW, 0, 1, List.of(Said.full("task-0"))), Said.NANOS);

        List<String> lines = text(model, 100, 40, PLAIN);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("[x] compiles (ci)"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("[ ] Criterion 2"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("~ src/Login.java"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("0.1234 USD of 1; tokens: 5200 in, 640 out"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("11:59:48  edit src/Login.java"));

        assertThat(Frame.mostScroll(model, 40)).isZero();
        int most = Frame.mostScroll(model, 10);
        assertThat(most).isPositive();
        model.scroll = most;
        assertThat(text(model, 100, 10, PLAIN).get(8)).contains("edit src/Login.java");
    }

    @Test
    void shouldSayThatATaskIsGoneWhenItIs() {
        TopModel model = Said.model(1, Said.rows(0, 1));
        model.open();
        model.accept(Said.snapshot(TopModel.TASK_VIEW, 0, 0, List.of()), Said.NANOS);

        assertThat(text(model, 100, 24, PLAIN).get(1)).isEqualTo("no longer there: task-0");
    }

    private static List<String> text(TopModel model, int columns, int rows, Theme theme) {
        return Frame.render(model, columns, rows, theme).stream()
                .map(AttributedString::toString)
                .toList();
    }

    private static List<String> ansi(TopModel model, Theme theme) {
        return Frame.render(model, 120, 24, theme).stream()
                .map(line -> line.toAnsi(256, ForceMode.None))
                .toList();
    }
}
