package dev.tracker.cli.role;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Create the topics, or say how existing ones differ from what they should be.",
            "Changes nothing that exists. Exit code 1 if something differs."
        },
        footer = {"", "Examples:", "  tracker topics --bootstrap kafka:9092 --partitions 24"})
public final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.DEFAULT_PARTITIONS,
            description = "Partitions of new topics; can't be changed later (default: ${DEFAULT-VALUE}).")
    private int partitions = Topics.DEFAULT_PARTITIONS;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicAdmin.Report report = new TopicAdmin(admin).ensure(Topics.all(partitions));
            PrintWriter out = spec.commandLine().getOut();
            report.created().forEach(topic -> out.println("created " + topic));
            report.existing().forEach(topic -> out.println("exists  " + topic));
            report.differences().forEach(difference -> out.println("differs " + difference));
            out.flush();
            return report.differences().isEmpty() ? 0 : 1;
        }
    }
}
