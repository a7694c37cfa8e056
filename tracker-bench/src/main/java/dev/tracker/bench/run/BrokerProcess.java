package dev.tracker.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker in a JVM of its own, with an admin client for it. */
public final class BrokerProcess implements AutoCloseable {

    /** All threads of a subject join before the first record is handed out, and what a run leaves behind goes at once. */
    private static final Map<String, String> SETTINGS =
            Map.of("group.initial.rebalance.delay.ms", "1000", "log.segment.delete.delay.ms", "1000");

    private final ChildJvm jvm;
    private final String bootstrap;
    private final Admin admin;

    private BrokerProcess(ChildJvm jvm, String bootstrap) {
        this.jvm = jvm;
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Starts one that keeps its data below the folder. */
    public static BrokerProcess start(Path folder) {
        return start(folder, List.of("-Xms1g", "-Xmx1g"));
    }

    /** The same with other options of its JVM, where several must fit side by side. */
    public static BrokerProcess start(Path folder, List<String> jvmOptions) {
        ChildJvm jvm = BrokerJvm.start("broker", folder, jvmOptions, 0, SETTINGS);
        try {
            return new BrokerProcess(jvm, jvm.answer());
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    public String bootstrap() {
        return bootstrap;
    }

    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
        jvm.close();
    }
}
