package dev.tracker.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.look.Theme;
import dev.tracker.cli.option.DashboardOptions.Dashboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ScreenTerminal;

/** {@code top} on a pseudo-terminal of the system, its screen as a terminal emulator shows it. */
public final class TopScreen implements AutoCloseable {

    /** Gives back the screen as it was before. */
    private static final String LEAVE_SCREEN = "\u001b[?1049l";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutputStream keys;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Terminal terminal;
    private final LiveLine line;
    private final CompletableFuture<Void> running;
    private Size size;

    private TopScreen(Supplier<Dashboard> dashboard, int columns, int rows) throws IOException {
        PipedInputStream input = new PipedInputStream();
        keys = new PipedOutputStream(input);
        terminal = TerminalBuilder.builder()
                .system(false)
                .streams(input, written)
                .type("xterm-256color")
                .encoding(StandardCharsets.UTF_8)
                .size(Size.of(columns, rows))
                .build();
        size = Size.of(columns, rows);
        terminal.setSize((Sized) size);
        line = new LiveLine(dashboard);
        TopSession session = new TopSession(
                terminal, line, new TopModel(TopQuery.DEFAULT.withActiveOnly(false)), new Theme(true, true));
        running = CompletableFuture.runAsync(() -> {
            try {
                session.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public static TopScreen start(Supplier<Dashboard> dashboard, int columns, int rows) throws IOException {
        return new TopScreen(dashboard, columns, rows);
    }

    /** The screen as it is now: what was written so far, as a terminal takes it. */
    public String text() {
        ScreenTerminal screen = new ScreenTerminal(size.getColumns(), size.getRows());
        screen.write(written.toString(StandardCharsets.UTF_8));
        return screen.toString();
    }

    /** Everything that was written, orders to the terminal included. */
    public String raw() {
        return written.toString(StandardCharsets.UTF_8);
    }

    public void awaitText(String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text()).contains(texts));
    }

    public void awaitNoText(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text()).doesNotContain(text));
    }

    public void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    public void resize(int columns, int rows) {
        size = Size.of(columns, rows);
        written.reset();
        terminal.setSize((Sized) size);
    }

    /** Waits until it has ended by itself and left the terminal as it was. */
    public void awaitEnd() throws Exception {
        running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        // What it wrote last comes through the pseudo-terminal a moment later.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(raw()).contains(LEAVE_SCREEN));
    }

    @Override
    public void close() throws Exception {
        if (!running.isDone()) {
            type("\u001b");
            type("q");
        }
        awaitEnd();
        line.close();
        terminal.close();
    }
}
