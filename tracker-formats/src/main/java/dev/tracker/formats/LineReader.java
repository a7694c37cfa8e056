package dev.tracker.formats;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the records of one file in their order and keeps what the next ones need. Used by one thread. */
public interface LineReader {

    /**
     * The next record.
     *
     * @param record a JSON object
     * @param line where it stands in the file, from 1
     */
    void record(JsonNode record, long line);

    /** The file has been read from its first record to its last. For what can only be said then about the file as a whole; no place for events. */
    default void end() {}
}
