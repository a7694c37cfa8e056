package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Keeps a broker from ending the JVM it lives in. Kafka answers a fatal fault with {@code exit} or {@code halt}; here the
 * calling thread gets an exception in its place, and every listener is told.
 */
public final class ExitGuard {
    private static final Set<Consumer<EmbeddedServerException>> LISTENERS = ConcurrentHashMap.newKeySet();

    private ExitGuard() {}

    /** Installs the guard for the whole process, for good, and tells {@code listener} of each fault from now on. */
    public static void install(Consumer<EmbeddedServerException> listener) {
        LISTENERS.add(listener);
        Exit.setExitProcedure((status, message) -> refuse("exit", status, message));
        Exit.setHaltProcedure((status, message) -> refuse("halt", status, message));
    }

    /** Stops telling this listener. The guard itself stays: threads of a stopped broker may outlive it for a moment. */
    public static void remove(Consumer<EmbeddedServerException> listener) {
        LISTENERS.remove(listener);
    }

    private static void refuse(String what, int status, String message) {
        EmbeddedServerException fault = new EmbeddedServerException("Kafka asked this process to " + what
                + " with status " + status + (message == null ? "" : ": " + message));
        LISTENERS.forEach(listener -> listener.accept(fault));
        // Kafka's callers take it that this never returns.
        throw fault;
    }
}
