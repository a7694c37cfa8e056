package dev.tracker.bench.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.StopWatch;
import dev.tracker.bench.run.WorkTime;
import java.util.ServiceLoader;

/** Runs one peer in a JVM of its own with a class path of its own, and answers with its {@link WorkTime}. */
final class PeerMain {

    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        PeerRun run = PeerRun.ofArguments(arguments);
        StopWatch watch = StopWatch.after(run.fold().warmUp());
        named(run.fold().subject()).work(run, watch);
        Child.answer(new ObjectMapper().writeValueAsString(watch.time()));
        System.exit(0);
    }

    private static Peer named(String name) {
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            if (peer.name().equals(name)) {
                return peer;
            }
        }
        throw new BenchException("no peer is called " + name);
    }

    private PeerMain() {}
}
