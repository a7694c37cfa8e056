package dev.tracker.cli.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes what the command writes on as it is, at once, and lets the tail see it. */
final class OutputPump {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream from;
    private final OutputStream to;
    private final LineCutter cutter;
    private final Thread thread;

    private OutputPump(InputStream from, OutputStream to, OutputTail tail, String name) {
        this.from = from;
        this.to = to;
        this.cutter = new LineCutter(tail::add);
        this.thread = new Thread(this::pump, name);
        this.thread.setDaemon(true);
    }

    /** Past {@code System.out}, which would decode and encode. */
    static OutputPump ofOutput(Process process, OutputTail tail) {
        return started(process.getInputStream(), new FileOutputStream(FileDescriptor.out), tail, "stdout");
    }

    static OutputPump ofErrors(Process process, OutputTail tail) {
        return started(process.getErrorStream(), new FileOutputStream(FileDescriptor.err), tail, "stderr");
    }

    static OutputPump started(InputStream from, OutputStream to, OutputTail tail, String name) {
        OutputPump pump = new OutputPump(from, to, tail, name);
        pump.thread.start();
        return pump;
    }

    private void pump() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = from) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
                cutter.take(buffer, count);
            }
        } catch (IOException e) {
            // Nobody reads our output any more (`| head`): with its end closed, the command meets what it would meet
            // without us.
        }
        cutter.end();
    }

    /** Waits until the output has ended. A process that the command left behind may keep it open for ever. */
    void awaitEnd(long millis) throws InterruptedException {
        if (millis > 0) {
            thread.join(millis);
        }
    }
}
