package dev.tracker.bench.peers;

import dev.tracker.bench.fold.Peer;
import dev.tracker.bench.fold.PeerRun;
import dev.tracker.bench.run.StopWatch;

/** Apache Flink with its states as objects on the heap, all of which every checkpoint writes. */
public final class FlinkPeer implements Peer {

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public void work(PeerRun run, StopWatch watch) throws Exception {
        FlinkJob.run(run, "hashmap", watch);
    }
}
