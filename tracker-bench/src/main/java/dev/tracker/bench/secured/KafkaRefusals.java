package dev.tracker.bench.secured;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.access.KafkaRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Everything that each role may not do in Kafka, attempted with its own user. */
final class KafkaRefusals {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Written down a second time, and not taken from {@link KafkaRole}: a right that slips in there must be found here. */
    private static final Map<KafkaRole, Set<String>> MAY = Map.of(
            KafkaRole.WORKER, Set.of("write events"),
            KafkaRole.AGGREGATOR,
                    Set.of(
                            "read events",
                            "read snapshots",
                            "write snapshots",
                            "write dead letters",
                            "move the aggregator's group",
                            "begin transactions as the aggregator"),
            KafkaRole.BRIDGE, Set.of("read snapshots", "read dead letters"),
            KafkaRole.ALERTER, Set.of("read snapshots"),
            KafkaRole.SINK,
                    Set.of("read events", "read snapshots", "write dead letters", "move the event sink's group"),
            KafkaRole.AUDITOR, Set.of("read events", "read snapshots", "read dead letters"),
            KafkaRole.OPERATOR, Set.of("read dead letters", "write dead letters", "write events"));

    private final SecuredStack stack;
    private final Refusals refusals;

    KafkaRefusals(SecuredStack stack, Refusals refusals) {
        this.stack = stack;
        this.refusals = refusals;
    }

    void attemptAll() {
        for (KafkaRole role : KafkaRole.values()) {
            Map<String, Object> settings = new HashMap<>(stack.client(SecuredStack.user(role)));
            settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
            settings.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
            try (Admin admin = Admin.create(settings)) {
                deeds(settings, admin).forEach((what, deed) -> {
                    if (!MAY.getOrDefault(role, Set.of()).contains(what)) {
                        refusals.expect(role + " may " + what, AuthorizationException.class::isInstance, deed);
                    }
                });
            }
        }
    }

    private static Map<String, Refusals.Deed> deeds(Map<String, Object> settings, Admin admin) {
        Map<String, Refusals.Deed> deeds = new LinkedHashMap<>();
        Map<String, String> topics =
                Map.of("events", Topics.EVENTS, "snapshots", Topics.SNAPSHOTS, "dead letters", Topics.DEAD_LETTERS);
        topics.forEach((name, topic) -> {
            deeds.put("read " + name, () -> read(settings, topic));
            deeds.put("write " + name, () -> write(settings, topic, null));
            deeds.put(
                    "delete " + name,
                    () -> admin.deleteTopics(List.of(topic)).all().get());
            deeds.put(
                    "delete records of " + name,
                    () -> admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
                            .all()
                            .get());
            deeds.put("change the settings of " + name, () -> alterConfig(admin, topic));
        });
        deeds.put("move the aggregator's group", () -> moveGroup(admin, "tracker-aggregate"));
        deeds.put("move the event sink's group", () -> moveGroup(admin, "tracker-sink-events"));
        deeds.put("use a group of its own", () -> moveGroup(admin, "somebody-else"));
        deeds.put(
                "begin transactions as the aggregator", () -> write(settings, Topics.SNAPSHOTS, "tracker-aggregate-x"));
        deeds.put("begin other transactions", () -> write(settings, Topics.SNAPSHOTS, "mine"));
        deeds.put(
                "make another topic",
                () -> admin.createTopics(List.of(new NewTopic("mine", Optional.empty(), Optional.empty())))
                        .all()
                        .get());
        deeds.put(
                "hand out rights",
                () -> admin.createAcls(List.of(everything())).all().get());
        deeds.put(
                "change a password",
                () -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                "admin", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "taken")))
                        .all()
                        .get());
        return deeds;
    }

    /** Returns once a record came, which an empty topic never gives: the one that is refused is refused at once. */
    private static void read(Map<String, Object> settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.poll(Duration.ofMillis(200)).isEmpty() && System.nanoTime() < deadline) {
                // Not refused so far.
            }
        }
    }

    private static void write(Map<String, Object> settings, String topic, @Nullable String transactionalId)
            throws Exception {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("max.block.ms", (int) PATIENCE.toMillis());
        own.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        if (transactionalId != null) {
            own.put("transactional.id", transactionalId);
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (transactionalId != null) {
                producer.initTransactions();
                return;
            }
            producer.send(new ProducerRecord<>(topic, 0, new byte[] {'x'}, new byte[] {'x'}))
                    .get();
        }
    }

    private static void moveGroup(Admin admin, String group) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(Topics.EVENTS, 0), new OffsetAndMetadata(0)))
                .all()
                .get();
    }

    private static void alterConfig(Admin admin, String topic) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static AclBinding everything() {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                new AccessControlEntry("User:nobody", "*", AclOperation.ALL, AclPermissionType.ALLOW));
    }
}
