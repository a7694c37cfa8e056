package dev.tracker.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The child's end of a {@link ChildJvm}. */
public final class Child {

    private static volatile boolean isFinishing;
    private static final BufferedReader ORDERS =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /** Gives the parent an answer, one line. */
    public static void answer(String line) {
        System.out.println(ChildJvm.ANSWER + line);
        System.out.flush();
    }

    /** Gives the last answer and ends this JVM in order, so that what it records is written to the end. */
    public static void finish(String line) {
        isFinishing = true;
        answer(line);
        System.exit(0);
    }

    /** Waits for the parent's next order; null once the parent has closed its end. Not together with the two below, which take what is said for nothing. */
    public static @Nullable String order() {
        try {
            return ORDERS.readLine();
        } catch (IOException e) {
            return null; // The same as its end.
        }
    }

    /** Ends this JVM as soon as the parent closes its end, whatever other threads do. */
    public static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    awaitParent();
                    if (!isFinishing) {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "end-with-parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** Returns when the parent closes its end, by wish or by dying. */
    public static void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said that way.
            }
        } catch (IOException e) {
            // The same as its end.
        }
    }

    private Child() {}
}
