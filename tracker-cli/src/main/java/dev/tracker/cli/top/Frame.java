package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.look.TaskSheet;
import dev.tracker.cli.look.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The screen's lines as a function of the model: the same model gives the same lines. Draws the rows in sight and nothing else. */
final class Frame {

    private static final int LEAST_FOR_ALL = 12;
    private static final int LEAST_FOR_COUNTS = 7;
    private static final int LEAST_FOR_HEADER = 4;

    static final List<String> HELP = List.of(
            "up/down j k   select                 Enter  open the task",
            "PgUp/PgDn     a page up, down        Esc    back",
            "Home/End g G  first, last            q      quit (Ctrl-C too)",
            "",
            "s S           next, last order       r      the other way round",
            "/             filter by text         P      by project",
            "t             by status, in turn     a      active ones or all",
            "c             no filter              Space  pause, go on",
            "",
            "States: running, waiting (it said so), stalled (silent or standing still for longer than",
            "usual for it), lost (twice that), else how it ended. RATE is the mean since its start.",
            "A question mark behind a state: not known now, because this viewer or the dashboard",
            "is cut off. That says nothing about the task.");

    private final TopModel model;
    private final int columns;
    private final int rows;
    private final Theme theme;
    private final Header header;
    private final List<AttributedString> lines = new ArrayList<>();

    private Frame(TopModel model, int columns, int rows, Theme theme) {
        this.model = model;
        this.columns = columns;
        this.rows = rows;
        this.theme = theme;
        this.header = new Header(model, theme);
    }

    /** Exactly {@code rows} lines, none wider than {@code columns}. */
    static List<AttributedString> render(TopModel model, int columns, int rows, Theme theme) {
        Frame frame = new Frame(model, columns, rows, theme);
        frame.draw();
        return frame.lines;
    }

    /** How many rows of the list a screen of that height shows. */
    static int listRows(int rows) {
        return Math.max(1, rows - headLines(rows) - footLines(rows));
    }

    private static int headLines(int rows) {
        return rows >= LEAST_FOR_ALL ? 5 : rows >= LEAST_FOR_COUNTS ? 3 : rows >= LEAST_FOR_HEADER ? 1 : 0;
    }

    private static int footLines(int rows) {
        return rows >= 3 ? 1 : 0;
    }

    private void draw() {
        int foot = footLines(rows);
        switch (model.mode) {
            case LIST -> list();
            case TASK -> task();
            case HELP -> {
                add(header.connection());
                add(AttributedString.EMPTY);
                HELP.forEach(line -> add(Cells.of(line)));
            }
        }
        while (lines.size() > rows - foot) {
            lines.remove(lines.size() - 1);
        }
        while (lines.size() < rows - foot) {
            lines.add(AttributedString.EMPTY);
        }
        if (foot > 0) {
            add(footer());
        }
    }

    private void add(AttributedString line) {
        lines.add(Cells.cut(line, columns, theme));
    }

    private void list() {
        int head = headLines(rows);
        if (head > 0) {
            add(header.connection());
        }
        if (head == 5) {
            add(header.counts());
            add(header.figures());
            add(header.listed());
        } else if (head == 3) {
            add(header.counts());
        }
        Map<Column, Integer> layout = Column.layout(columns);
        if (head > 1) {
            add(headings(layout));
        }
        if (model.window.isFilled() && model.window.total() == 0) {
            add(Cells.of(
                    "  no " + theme.safe(model.query.words())
                            + (model.query.equals(model.query.unfiltered()) ? "" : " (c: no filter)"),
                    theme.faint()));
            return;
        }
        long total = model.window.total();
        for (int i = model.top; i < model.top + listRows(rows) && i < total; i++) {
            JsonNode row = model.row(i);
            lines.add(
                    row == null
                            ? Cells.of("  " + theme.ellipsis(), theme.faint())
                            : Cells.cut(
                                    new TaskRow(row, model.asOf, model.isLive(), theme)
                                            .line(layout, i == model.selected),
                                    columns,
                                    theme));
        }
    }

    private AttributedString headings(Map<Column, Integer> layout) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        layout.forEach((column, width) ->
                line.append(" ").append(Cells.fit(Cells.of(column.heading), width, column.toTheRight, theme)));
        AttributedString whole = Cells.fit(line.toAttributedString(), columns, false, theme);
        return Cells.of(whole.toString(), AttributedStyle.DEFAULT.bold().underline());
    }

    private void task() {
        add(header.connection());
        JsonNode task = model.task();
        if (task == null) {
            add(Cells.of(
                    (model.taskWindow.isFilled() ? "no longer there: " : "asked for: ")
                            + theme.safe(String.valueOf(model.openTask)),
                    theme.faint()));
            return;
        }
        List<AttributedString> sheet = TaskSheet.lines(task, model.asOf, theme, Integer.MAX_VALUE);
        int from = Math.min(model.scroll, mostScroll(sheet.size(), rows));
        sheet.subList(from, Math.min(sheet.size(), from + sheetRows(rows))).forEach(this::add);
    }

    /** How far the opened task can be scrolled on a screen of that height. */
    static int mostScroll(TopModel model, int rows) {
        JsonNode task = model.task();
        return task == null
                ? 0
                : mostScroll(
                        TaskSheet.lines(task, model.asOf, Theme.TEXT, Integer.MAX_VALUE)
                                .size(),
                        rows);
    }

    private static int mostScroll(int size, int rows) {
        return Math.max(0, size - sheetRows(rows));
    }

    private static int sheetRows(int rows) {
        return Math.max(1, rows - 1 - footLines(rows));
    }

    private AttributedString footer() {
        if (model.prompt != null) {
            String what = model.prompt == TopModel.Prompt.TEXT ? "text: " : "project" + projects() + ": ";
            return new AttributedStringBuilder()
                    .styled(theme.bold(), what)
                    .append(theme.safe(model.typed))
                    .styled(AttributedStyle.DEFAULT.inverse(), " ")
                    .styled(theme.faint(), "  Enter: apply, Esc: leave")
                    .toAttributedString();
        }
        if (model.notice != null) {
            return Cells.of(theme.safe(model.notice), theme.state("waiting"));
        }
        String keys = switch (model.mode) {
            case LIST -> "? help  / text  P project  t status  a active/all  s order  Space pause  Enter open  q quit";
            case TASK -> "Esc back  up/down scroll  Space pause  ? help  q quit";
            case HELP -> "Esc back  q quit";
        };
        return Cells.of(keys, theme.faint());
    }

    /** The most frequent ones, so that one knows what to type. */
    private String projects() {
        List<String> names = new ArrayList<>();
        model.window
                .facets()
                .path("project")
                .forEach(facet -> names.add(theme.safe(facet.path("value").asText())));
        List<String> first = names.subList(0, Math.min(5, names.size()));
        return first.isEmpty() ? "" : " (" + String.join(", ", first) + ")";
    }
}
