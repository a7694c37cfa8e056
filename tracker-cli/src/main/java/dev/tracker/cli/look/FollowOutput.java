package dev.tracker.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/** Where a followed task is shown. */
interface FollowOutput extends AutoCloseable {

    /**
     * Shows a state.
     *
     * @param isNew whether it differs from the one before
     * @param isLive whether it is known to be the newest
     * @return false if nobody reads any more
     */
    boolean show(JsonNode task, boolean isNew, boolean isLive);

    /** The form that it needs. */
    String form();

    default boolean isInPlace() {
        return false;
    }

    @Override
    default void close() throws IOException {}

    /** The page on a terminal, else lines. */
    static FollowOutput of(boolean json, PrintWriter out) throws IOException {
        if (!json && Screens.isScreen()) {
            return new Page(Screens.open());
        }
        return new Lines(out, json);
    }

    /** A line for each new state. */
    record Lines(PrintWriter out, boolean json) implements FollowOutput {
        @Override
        public boolean show(JsonNode task, boolean isNew, boolean isLive) {
            if (isNew) {
                out.println(json ? Follow.json(task) : FollowedTask.line(task));
            }
            return !out.checkError();
        }

        @Override
        public String form() {
            return "dashboard";
        }
    }

    /** The whole sheet, written anew in place. */
    final class Page implements FollowOutput {

        private static final long REDRAW_MS = 500;

        private final Terminal terminal;
        private final Display display;
        private final Theme theme;
        private long drawnAt;
        private Instant lastLive = Instant.now();

        Page(Terminal terminal) {
            this.terminal = terminal;
            this.display = new Display(terminal, false);
            this.theme = Screens.theme(System.getenv(), false);
        }

        @Override
        public boolean show(JsonNode task, boolean isNew, boolean isLive) {
            long now = System.currentTimeMillis();
            if (!isNew && now - drawnAt < REDRAW_MS) {
                return true;
            }
            drawnAt = now;
            if (isLive) {
                lastLive = Instant.now();
            }
            Size size = terminal.getSize();
            int rows = Math.max(2, size.getRows());
            int columns = Math.max(2, size.getColumns());
            display.resize(Size.of(columns, rows));
            // Ages stand still while nothing is heard: it is we who are deaf.
            List<AttributedString> lines = new ArrayList<>(TaskSheet.lines(task, lastLive, theme, Integer.MAX_VALUE));
            if (!isLive) {
                lines.add(
                        0,
                        new AttributedString(
                                "NOT CONNECTED: last known at " + lastLive + ", the task may go on meanwhile",
                                AttributedStyle.DEFAULT.bold()));
            }
            display.update(
                    lines.stream()
                            .limit(rows - 1L)
                            .map(line -> line.columnSubSequence(0, columns - 1))
                            .toList(),
                    -1);
            terminal.flush();
            return true;
        }

        @Override
        public String form() {
            return "full";
        }

        @Override
        public boolean isInPlace() {
            return true;
        }

        @Override
        public void close() throws IOException {
            terminal.writer().println();
            terminal.flush();
            terminal.close();
        }
    }
}
