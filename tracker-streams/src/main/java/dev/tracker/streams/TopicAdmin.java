package dev.tracker.streams;

import dev.tracker.schemas.topics.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics and says where existing ones differ from what they should be; it changes nothing that exists. */
public final class TopicAdmin {

    /**
     * What came of it.
     *
     * @param created topics made just now
     * @param existing topics that were there
     * @param differences where an existing topic is not as specified, in words
     */
    public record Report(List<String> created, List<String> existing, List<String> differences) {}

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Makes sure that the topics exist.
     *
     * @throws KafkaException if Kafka can't be reached or refuses
     */
    public Report ensure(List<TopicSpec> specs) {
        List<String> created = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        for (TopicSpec spec : specs) {
            (create(spec) ? created : existing).add(spec.name());
        }
        List<String> differences = new ArrayList<>();
        if (!existing.isEmpty()) {
            List<TopicSpec> there = specs.stream()
                    .filter(spec -> existing.contains(spec.name()))
                    .toList();
            compare(there, differences);
        }
        return new Report(List.copyOf(created), List.copyOf(existing), List.copyOf(differences));
    }

    private boolean create(TopicSpec spec) {
        NewTopic topic =
                new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty()).configs(spec.config());
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new KafkaException("could not create the topic " + spec.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void compare(List<TopicSpec> specs, List<String> differences) {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get();
            Map<ConfigResource, Config> configs = admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all()
                    .get();
            for (TopicSpec spec : specs) {
                compare(
                        spec,
                        Objects.requireNonNull(topics.get(spec.name())),
                        Objects.requireNonNull(configs.get(new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))),
                        differences);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("could not describe the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void compare(TopicSpec spec, TopicDescription topic, Config config, List<String> differences) {
        int partitions = topic.partitions().size();
        if (partitions != spec.partitions()) {
            differences.add(spec.name() + " has " + partitions + " partitions, not " + spec.partitions());
        }
        new TreeMap<>(spec.config()).forEach((key, wanted) -> {
            ConfigEntry entry = config.get(key);
            String actual = entry == null ? null : entry.value();
            if (!wanted.equals(actual)) {
                differences.add(spec.name() + " has " + key + "=" + actual + ", not " + wanted);
            }
        });
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted while waiting for Kafka", e);
    }
}
