package dev.tracker.cli.asof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.TaskProgress;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefoldingTest {

    private static final int LENGTH = 120;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldBeWhatTheReferenceSaysAtEveryPrefixWhenFoldedFromTheStart(long seed) {
        List<ConsumerRecord<byte[], byte[]>> records = MadeLog.records(seed, LENGTH);
        for (String task : MadeLog.TASKS) {
            Refolding refolding = new Refolding(task, null);
            assertThat(refolding.progress()).isNull();
            for (int i = 0; i < records.size(); i++) {
                refolding.accept(records.get(i));
                assertThat(refolding.progress())
                        .as("%s after %s records", task, i + 1)
                        .isEqualTo(MadeLog.reference(records.subList(0, i + 1), task));
            }
        }
    }

    /** Each earlier state of the task serves as a base, be it of its own event or of long before. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldBeTheSameWhenFoldedFromAnySnapshotBefore(long seed) {
        List<ConsumerRecord<byte[], byte[]>> records = MadeLog.records(seed, LENGTH);
        String task = MadeLog.TASKS.get(0);
        TaskProgress whole = MadeLog.reference(records, task);
        for (int i = 1; i <= records.size(); i += 5) {
            TaskProgress base = MadeLog.reference(records.subList(0, i), task);
            if (base == null) {
                continue;
            }
            Refolding refolding = fold(task, base, records, base.version());

            assertThat(refolding.progress()).isEqualTo(whole);
            assertThat(refolding.isBaseSeen()).isTrue();
        }
    }

    @Test
    void shouldNoticeWhenTheBaseIsOfAnotherLog() {
        List<ConsumerRecord<byte[], byte[]>> records = MadeLog.records(9, LENGTH);
        TaskProgress own = MadeLog.reference(records.subList(0, LENGTH / 2), "alpha");
        List<ConsumerRecord<byte[], byte[]>> later = MadeLog.records(9, LENGTH, 1);

        assertThat(fold("alpha", own, records, own.version()).isBaseSeen()).isTrue();
        assertThat(fold("beta", own, records, own.version()).isBaseSeen()).isFalse();
        assertThat(fold("alpha", own, later, own.version()).isBaseSeen()).isFalse();
    }

    private static Refolding fold(
            String task, @Nullable TaskProgress base, List<ConsumerRecord<byte[], byte[]>> records, long from) {
        Refolding refolding = new Refolding(task, base);
        records.stream().filter(record -> record.offset() >= from).forEach(refolding::accept);
        return refolding;
    }
}
