package dev.tracker.schemas;

/**
 * A file that a task changed.
 *
 * @param path as the worker names it
 * @param created whether the task created it; else it modified it
 */
public record FileEntry(String path, boolean created) {}
