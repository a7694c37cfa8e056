package dev.tracker.bench.faults.stage;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;

/** Signals to processes that the harness has started. */
public final class Signals {

    /** @param name without SIG: STOP, CONT, QUIT */
    public static void send(String name, long pid) throws InterruptedException {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new BenchException("process " + pid + " took no SIG" + name);
            }
        } catch (IOException e) {
            throw new BenchException("no signals can be sent here: " + e.getMessage(), e);
        }
    }

    private Signals() {}
}
