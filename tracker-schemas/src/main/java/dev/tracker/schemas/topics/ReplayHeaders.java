package dev.tracker.schemas.topics;

/** What tells that a dead letter was sent again. Values are UTF-8 text. */
public final class ReplayHeaders {

    /** On the event that was sent: {@code PARTITION:OFFSET} of the letter among the dead letters. */
    public static final String REPLAY_OF = "tracker.dl.replay-of";

    /**
     * On a note among the dead letters, which has neither key nor value nor the headers of a letter: the same. It is written in the transaction of the event, so there is a
     * note exactly where a letter was sent again.
     */
    public static final String REPLAYED = "tracker.dl.replayed";

    private ReplayHeaders() {}
}
