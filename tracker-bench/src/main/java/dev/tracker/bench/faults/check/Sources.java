package dev.tracker.bench.faults.check;

import dev.tracker.bench.faults.ledger.Attempts;
import java.sql.Connection;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Where the checker looks.
 *
 * @param attempts what producers say
 * @param bootstrap Kafka
 * @param admin for the same
 * @param database PostgreSQL
 * @param history what came by on the snapshots topic
 * @param viewer what a browser has
 * @param headsLost partitions of the events topic from whose head records were deleted unread
 */
public record Sources(
        Attempts attempts,
        String bootstrap,
        Admin admin,
        Connection database,
        TopicHistory history,
        ViewerCopy viewer,
        Set<Integer> headsLost) {

    boolean isHeadLost(int partition) {
        return headsLost.contains(partition);
    }
}
