package dev.tracker.bridge.internal.view;

/**
 * The table that is shown and the reading that is going on. At first they are one, so that people see tasks appear; when everything has to be read again,
 * the old table stays until the new one is complete. Written by the reader's thread only.
 */
final class Tables {

    private volatile TaskTable shown = new TaskTable();
    private Reading reading = new Reading(shown);

    TaskTable shown() {
        return shown;
    }

    Reading reading() {
        return reading;
    }

    void startOver() {
        reading = new Reading(new TaskTable());
    }

    /** Whether what is read now is what is shown now. */
    boolean isLive() {
        return reading.table() == shown;
    }

    /** Shows what has been read. */
    void swap() {
        shown = reading.table();
    }
}
