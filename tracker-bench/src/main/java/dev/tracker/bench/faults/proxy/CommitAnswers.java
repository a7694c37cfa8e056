package dev.tracker.bench.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Swallows PostgreSQL's answers to COMMIT when told to: the transaction is committed, and the client can't know. Follows the messages of the protocol (a type, four bytes of length, the rest),
 * whose connections must be without TLS. Thread-safe; what it makes is not.
 */
public final class CommitAnswers implements Supplier<AnswerFilter> {

    private static final int HEADER = 5;
    private static final int COMMAND_COMPLETE = 'C';
    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();

    /** Swallows the next answer. */
    public void swallowNext() {
        wanted.incrementAndGet();
    }

    /** How many answers were swallowed. */
    public int swallowed() {
        return swallowed.get();
    }

    @Override
    public AnswerFilter get() {
        return new Messages();
    }

    private final class Messages implements AnswerFilter {
        private final byte[] start = new byte[HEADER + COMMIT.length];
        private int known;
        private long left;

        @Override
        public boolean passes(byte[] bytes, int length) {
            boolean commits = false;
            for (int i = 0; i < length; i++) {
                commits |= isEndOfCommit(bytes[i]);
            }
            if (commits && wanted.get() > 0) {
                wanted.decrementAndGet();
                swallowed.incrementAndGet();
                return false;
            }
            return true;
        }

        private boolean isEndOfCommit(byte next) {
            if (known < start.length) {
                start[known] = next;
            }
            known++;
            if (known == HEADER) {
                left = (start[1] & 0xffL) << 24 | (start[2] & 0xff) << 16 | (start[3] & 0xff) << 8 | (start[4] & 0xff);
                left -= HEADER - 1;
            } else if (known > HEADER) {
                left--;
            }
            if (known < HEADER || left > 0) {
                return false;
            }
            boolean commit = start[0] == COMMAND_COMPLETE
                    && known == start.length
                    && Arrays.equals(start, HEADER, start.length, COMMIT, 0, COMMIT.length);
            known = 0;
            return commit;
        }
    }
}
