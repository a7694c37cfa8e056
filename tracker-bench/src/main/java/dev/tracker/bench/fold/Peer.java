package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;

/**
 * Someone else's stream processor that does the fold's work. It is built only on request, and found as a service in the JVM that runs it; that has the
 * processor's own version of Kafka's clients, so that nothing of Kafka Streams can be used there.
 */
public interface Peer {

    /** By which it is asked for. */
    String name();

    /** Works until everything is read, committed and visible. Calls {@link StopWatch#stop} right then, before it closes anything. */
    void work(PeerRun run, StopWatch watch) throws Exception;
}
