package dev.tracker.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signals that would end this process. The class for it, {@code sun.misc.Signal}, is in the supported module {@code jdk.unsupported} and has no successor;
 * by reflection, because the compiler warns of it without a way to say that it is meant. Where it is missing, signals do what they always do.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    static void handle(String name, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    handler.accept(name);
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of " + name;
            };
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, invocation);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // Also a signal that the JVM was told to leave alone (-Xrs), or that this system does not have.
            LOG.debug("SIG{} can't be handled", name, e);
        }
    }

    private Signals() {}
}
