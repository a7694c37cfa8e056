package dev.tracker.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker in a JVM of its own, with an admin client for it. */
public final class BrokerProcess implements AutoCloseable {

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
        ChildJvm jvm = ChildJvm.start(
                "broker",
                folder,
                jvmOptions,
                BrokerMain.class,
                List.of(folder.resolve("kafka").toString()));
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
