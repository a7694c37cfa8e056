package dev.tracker.bridge.internal.query;

/** By what tasks are summed. */
public enum Grouping {
    PROJECT,
    AGENT,
    TREE
}
