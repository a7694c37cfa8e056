package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.look.Theme;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The screen, the keys and the line to the dashboard, on one thread. Draws at most ten times a second, and once a second where nothing comes. */
final class TopSession {

    private static final long KEY_PATIENCE_MS = 40;
    private static final Duration MESSAGE_PATIENCE = Duration.ofMillis(2);
    private static final int MESSAGES_BETWEEN_KEYS = 20;
    private static final long LEAST_BETWEEN_DRAWS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MOST_BETWEEN_DRAWS = TimeUnit.SECONDS.toNanos(1);

    private final Terminal terminal;
    private final LiveLine line;
    private final TopModel model;
    private final Theme theme;
    private final Views views;
    private final Display display;
    private final BindingReader keys;
    private final KeyMap<Key> looking;
    private final KeyMap<Key> typing = Key.typing();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isStopped;
    private boolean isChanged = true;
    private long drawnAt;
    private Size size = Size.of(0, 0);
    private int rows = 1;
    private int columns = 1;

    TopSession(Terminal terminal, LiveLine line, TopModel model, Theme theme) {
        this.terminal = terminal;
        this.line = line;
        this.model = model;
        this.theme = theme;
        this.views = new Views(line);
        this.display = new Display(terminal, true);
        this.keys = new BindingReader(terminal.reader());
        this.looking = Key.looking(terminal);
    }

    /** Shows the fleet until the user has enough. The terminal is left as it was found. */
    void run() throws InterruptedException {
        Attributes before = terminal.enterRawMode();
        terminal.handle(Terminal.Signal.INT, signal -> isStopped = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        try {
            while (!isStopped && !model.isDone) {
                readKeys();
                readMessages();
                views.follow(model);
                draw();
            }
        } finally {
            terminal.puts(Capability.exit_ca_mode);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.cursor_normal);
            terminal.flush();
            terminal.setAttributes(before);
            ended.countDown();
        }
    }

    /** Ends {@link #run} from another thread, and waits a moment until the terminal is itself again. */
    void stop() {
        isStopped = true;
        try {
            boolean unused = ended.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readKeys() {
        int next = keys.peekCharacter(KEY_PATIENCE_MS);
        while (next >= 0) {
            Key key = keys.readBinding(model.prompt == null ? looking : typing);
            if (key == null) {
                isStopped = true;
                return;
            }
            Controller.press(model, key, keys.getLastBinding());
            model.scroll = Math.min(model.scroll, Frame.mostScroll(model, rows));
            isChanged = true;
            next = keys.peekCharacter(1);
        }
        // The terminal is gone, as when a window is closed.
        isStopped |= next == NonBlockingReader.EOF;
    }

    private void readMessages() throws InterruptedException {
        for (int i = 0; i < MESSAGES_BETWEEN_KEYS; i++) {
            JsonNode message = line.poll(i == 0 ? Duration.ZERO : MESSAGE_PATIENCE);
            if (message == null) {
                break;
            }
            model.accept(message, System.nanoTime());
            isChanged = true;
        }
        isChanged |= !line.state().equals(model.line);
        model.url = line.url();
        model.tick(line.state(), System.nanoTime());
    }

    private void draw() {
        long now = System.nanoTime();
        Size wanted = terminal.getSize();
        boolean isResized = !wanted.equals(size);
        if (isResized) {
            size = Size.of(wanted);
            // A terminal without a size, as some pseudo-terminals are, says 0.
            rows = Math.max(1, wanted.getRows());
            columns = Math.max(1, wanted.getColumns());
            display.resize(Size.of(columns, rows));
            display.clear();
            model.pageRows = Frame.listRows(rows);
            model.select(model.selected);
        }
        boolean isDue = isChanged ? now - drawnAt >= LEAST_BETWEEN_DRAWS : now - drawnAt >= MOST_BETWEEN_DRAWS;
        if (isResized || isDue) {
            drawnAt = now;
            isChanged = false;
            display.update(Frame.render(model, columns, rows, theme), -1);
        }
    }

    /** Runs it and closes what it used; SIGTERM and SIGHUP end it in order, too. */
    static void run(Terminal terminal, LiveLine line, TopModel model, Theme theme)
            throws IOException, InterruptedException {
        try (terminal;
                line) {
            TopSession session = new TopSession(terminal, line, model, theme);
            Thread closing = new Thread(session::stop, "shutdown");
            Runtime.getRuntime().addShutdownHook(closing);
            session.run();
            Runtime.getRuntime().removeShutdownHook(closing);
        }
    }
}
