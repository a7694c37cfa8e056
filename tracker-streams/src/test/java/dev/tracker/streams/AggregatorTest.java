package dev.tracker.streams;

import java.nio.file.Path;

/** The contract on a broker in this process. */
class AggregatorTest extends AggregatorContract {

    @Override
    TestCluster newCluster(Path brokerFolder) {
        return new TestCluster(brokerFolder, 3);
    }
}
