package dev.tracker.bench.peers;

import dev.tracker.bench.fold.Peer;
import dev.tracker.bench.fold.PeerRun;
import dev.tracker.bench.run.StopWatch;

/** Apache Flink with its states in RocksDB and incremental checkpoints. */
public final class FlinkOnRocksDbPeer implements Peer {

    @Override
    public String name() {
        return "flink-rocksdb";
    }

    @Override
    public void work(PeerRun run, StopWatch watch) throws Exception {
        FlinkJob.run(run, "rocksdb", watch);
    }
}
