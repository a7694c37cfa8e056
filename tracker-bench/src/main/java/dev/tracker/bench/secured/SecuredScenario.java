package dev.tracker.bench.secured;

import dev.tracker.bench.run.BenchException;
import dev.tracker.streams.access.KafkaRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Runs the whole pipeline on a {@link SecuredStack}, each role with its own user, audits it, and attempts everything that no role may do.
 */
public final class SecuredScenario {

    /**
     * What came of it.
     *
     * @param refused attempts that were refused, as they must be
     * @param wrong what was not as it should be, in words; empty if all was
     */
    public record Result(int refused, List<String> wrong) {}

    /**
     * Runs it below a folder that is the caller's to remove.
     *
     * @param tasks how many tasks are reported, 1 or more
     * @throws BenchException if a role can't do its own work, or the audit finds that log, topic and database disagree
     */
    public static Result run(Path folder, int tasks) throws InterruptedException {
        Refusals refusals = new Refusals();
        try (SecuredStack stack = SecuredStack.start(folder)) {
            try (SecuredPipeline pipeline = new SecuredPipeline(stack, folder.resolve("state"))) {
                for (int i = 0; i < tasks; i++) {
                    pipeline.report("task-" + i);
                }
                pipeline.awaitShown(tasks);
                new KafkaRefusals(stack, refusals).attemptAll();
                new DatabaseRefusals(stack, refusals).attemptAll();
                new StrangerRefusals(stack, refusals, folder.resolve("other")).attemptAll();
                // After all attempts: what had got through would be in the log.
                stack.command(
                        SecuredStack.user(KafkaRole.AUDITOR), "audit", "--json", "--jdbc-url", stack.jdbcUrl("sink"));
            }
            requireThatExtraRightsAreSeen(stack, refusals);
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL: " + e.getMessage(), e);
        }
        return new Result(refusals.refused(), refusals.wrong());
    }

    private static void requireThatExtraRightsAreSeen(SecuredStack stack, Refusals refusals) {
        stack.command("admin", "acls", "--check");
        stack.allowOnAllTopics("User:somebody", AclOperation.WRITE);
        refusals.expect(
                "somebody may write snapshots unseen",
                failure -> String.valueOf(failure.getMessage()).contains("extra User:somebody write topic"),
                () -> stack.command("admin", "acls", "--check"));
    }

    private SecuredScenario() {}
}
