package dev.tracker.bench.latency;

/** Looks out for probes at one place, on threads of its own, until closed. */
interface Observer extends AutoCloseable {

    Sightings sightings();

    @Override
    void close();
}
