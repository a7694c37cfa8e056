package dev.tracker.bench.cluster;

/** The doors of a broker. Each may be advertised at another address than it listens at, so that a proxy can stand before it. */
public enum Listener {
    /** For the roles under test. */
    CLIENT,
    /** For the harness itself, whose look at the truth no fault should blur: leave it without a proxy. */
    DIRECT,
    /** Between brokers. */
    REPLICATION,
    /** Between controllers, and from brokers to controllers. */
    CONTROLLER
}
