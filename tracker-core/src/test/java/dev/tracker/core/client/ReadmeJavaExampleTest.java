package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
class ReadmeJavaExampleTest {

    @Test
    void shouldLeaveAFinishedTaskInTheLogWhenRun(TestLog log) {
        ReadmeJavaExample.run(log.bootstrap());

        TaskProgress task = log.foldOf("fix-login");
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(task.percent()).isEqualTo(100);
        assertThat(task.emitters().missing()).isZero();
    }
}
