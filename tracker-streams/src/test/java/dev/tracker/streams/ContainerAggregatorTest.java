package dev.tracker.streams;

import java.nio.file.Path;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Kafka's own image, where Docker is. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerAggregatorTest extends AggregatorContract {

    @Override
    TestCluster newCluster(Path brokerFolder) {
        KafkaContainer broker = new KafkaContainer("apache/kafka:4.3.1");
        broker.start();
        return new TestCluster(broker.getBootstrapServers(), 3, broker::close);
    }
}
