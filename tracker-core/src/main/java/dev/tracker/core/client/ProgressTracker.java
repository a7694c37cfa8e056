package dev.tracker.core.client;

import dev.tracker.core.client.internal.Inputs;
import dev.tracker.core.client.internal.Publisher;
import dev.tracker.core.client.internal.Update;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a worker does, and knows at once what that adds up to.
 *
 * <p><b>Never in the worker's way.</b> An update is put into a bounded buffer and sent by another thread. A call waits only while that buffer is full, at most
 * {@link TrackerSettings#maxBlock()}; Kafka may be away. No call throws because of Kafka: it returns a {@link Delivery}, which may be ignored.
 *
 * <p><b>Nothing is lost without a word.</b> An update that finds no room is refused: it changes nothing, but its number stays unused, so that dashboards show one
 * update as missing (also if it is said again, under the next number). Refused and failed ones are counted in {@link #stats()}, logged when trouble begins
 * and ends, and {@link #close()} throws if anything accepted was not delivered.
 *
 * <p><b>With a spool</b> ({@link TrackerSettings.Builder#spool}) an accepted update is on disk: closing leaves what Kafka has not taken there, and the next tracker on
 * the folder delivers it first.
 *
 * <p><b>Local view.</b> {@link #getProgress}, {@link #getAllActive} and listeners answer from what this tracker accepted, folded as everywhere else; they do not see
 * other workers. It is bounded by {@link TrackerSettings#maxTasks()} and {@link TrackerSettings#maxFinishedTasks()}. An update of a task that was not started here
 * makes a placeholder of status {@code pending}.
 *
 * <p><b>Arguments.</b> Ids have 1 to 256 characters without control characters or blanks around them. Texts are cut to 65,536 characters, U+0000 becomes
 * U+2400 and half a surrogate pair U+FFFD. Numbers out of range, and ids that are none, are an {@link IllegalArgumentException} that names argument and range.
 * Every update throws {@link IllegalStateException} after {@link #close()}.
 *
 * <p>Safe for many threads. The updates of one task are numbered, logged and folded in one order; tasks do not wait for each other.
 */
public final class ProgressTracker implements AutoCloseable {

    private final TrackerSettings settings;
    private final Publisher publisher;
    private final CostEstimator estimator;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts a tracker. Does not wait for Kafka.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka's producer refuses the settings
     * @throws SpoolException if there is to be a spool, and its folder can't be used
     */
    public ProgressTracker(TrackerSettings settings) {
        this.settings = settings;
        this.publisher = new Publisher(settings);
        this.estimator = new CostEstimator(settings.prices());
    }

    /** A task begins, with so many criteria (0 to 10,000) and iterations at most (0 to 10^9, 0 if unknown). */
    public Delivery startTask(String taskId, int criteriaTotal, int maxIterations) {
        return startTask(
                taskId, StartOptions.none().withCriteriaTotal(criteriaTotal).withMaxIterations(maxIterations));
    }

    /** A task begins, with criteria by their texts (at most 10,000; shown up to 256 characters each). */
    public Delivery startTask(String taskId, List<String> criteria, int maxIterations) {
        return startTask(taskId, StartOptions.none().withCriteria(criteria).withMaxIterations(maxIterations));
    }

    /**
     * A task begins.
     *
     * @throws IllegalArgumentException also if the attempt is older than the one that this tracker knows
     */
    public Delivery startTask(String taskId, StartOptions options) {
        String parent = options.parentTaskId();
        if (parent != null && Inputs.id("parentTaskId", parent).equals(taskId)) {
            throw new IllegalArgumentException("parentTaskId must not be the task itself");
        }
        int attempt = (int) Inputs.range("attempt", options.attempt(), 0, WireLimits.MAX_ATTEMPT);
        int total = (int) Inputs.range("criteriaTotal", options.criteriaTotal(), 0, WireLimits.MAX_CRITERIA);
        int iterations = (int) Inputs.range("maxIterations", options.maxIterations(), 0, WireLimits.MAX_ITERATION);
        List<String> criteria = Inputs.criteria(options.criteria());
        Usd maxCost = Inputs.usd("maxCost", options.maxCost());
        String title = Inputs.optionalText("title", options.title());
        String agent = options.agentId() == null ? null : Inputs.id("agentId", options.agentId());
        return publisher.publish(new Update(
                Inputs.id("taskId", taskId),
                attempt,
                agent,
                parent,
                null,
                envelope -> new ExecutionEvent.Start(envelope, total, criteria, iterations, maxCost, title)));
    }

    /**
     * The further updates of the task belong to that attempt: for a worker that helps with a task which another one started. Publishes nothing.
     *
     * @param attempt 1 to 1,000,000, not below the one that this tracker knows
     */
    public void joinTask(String taskId, int attempt) {
        publisher.join(Inputs.id("taskId", taskId), (int) Inputs.range("attempt", attempt, 1, WireLimits.MAX_ATTEMPT));
    }

    /** The agent is now in that iteration, 0 to 10^9. */
    public Delivery updateIteration(String taskId, int iteration) {
        int checked = (int) Inputs.range("iteration", iteration, 0, WireLimits.MAX_ITERATION);
        return publish(taskId, null, envelope -> new ExecutionEvent.Iteration(envelope, checked));
    }

    /** So many percent are done, 0 to 100, by the worker's own estimate. Criteria, where there are any, count more. */
    public Delivery updateProgress(String taskId, double percent) {
        double checked = Inputs.percent(percent);
        return publish(taskId, null, envelope -> new ExecutionEvent.Progress(envelope, checked));
    }

    /** The agent claims that a criterion is met. */
    public Delivery verifyCriterion(String taskId, int index) {
        return verifyCriterion(taskId, index, true, Evidence.CLAIMED);
    }

    /**
     * A criterion was found met, or not met.
     *
     * @param index from 0 to 9,999; one not below the number that the task declared is counted as rejected and changes nothing
     */
    public Delivery verifyCriterion(String taskId, int index, boolean verified, Evidence evidence) {
        int checked = (int) Inputs.range("index", index, 0, WireLimits.MAX_CRITERIA - 1);
        return publish(
                taskId, null, envelope -> new ExecutionEvent.Criterion(envelope, checked, verified, evidence, null));
    }

    /**
     * The agent did something.
     *
     * @param action what: {@code create}, {@code write} and {@code edit} make the target a created or modified file if they succeed
     * @param target to what, if to anything
     */
    public Delivery logAction(String taskId, String action, @Nullable String target, boolean success) {
        return action(taskId, action, target, success, ExecutionEvent.Action.UNKNOWN_DURATION);
    }

    /**
     * The agent did something that took a while.
     *
     * @param success null where that is not known
     */
    public Delivery logAction(
            String taskId, String action, @Nullable String target, @Nullable Boolean success, Duration duration) {
        return action(taskId, action, target, success, Inputs.millis("duration", duration));
    }

    private Delivery action(
            String taskId, String action, @Nullable String target, @Nullable Boolean success, long durationMs) {
        String what = Inputs.text("action", action);
        String toWhat = Inputs.optionalText("target", target);
        return publish(
                taskId, null, envelope -> new ExecutionEvent.Action(envelope, what, toWhat, success, durationMs));
    }

    /** Something went wrong for good. */
    public Delivery logError(String taskId, String error) {
        return logError(taskId, error, false);
    }

    /** Something went wrong; {@code isTransient} if the worker will try again. */
    public Delivery logError(String taskId, String error, boolean isTransient) {
        String text = Inputs.text("error", error);
        return publish(taskId, null, envelope -> new ExecutionEvent.ErrorReport(envelope, text, isTransient));
    }

    /** Money was spent since the last such update, at most 1,000,000 US dollars. */
    public Delivery cost(String taskId, Usd usd) {
        return cost(taskId, usd, TokenCounts.ZERO, null);
    }

    /**
     * Something was spent since the last such update.
     *
     * @param usd null where only tokens are known: then it is estimated, if {@link TrackerSettings.Builder#prices} knows the model
     * @param tokens each count at most 2^53 - 1
     * @param model what it was spent on, at most 256 characters
     */
    public Delivery cost(String taskId, @Nullable Usd usd, TokenCounts tokens, @Nullable String model) {
        Usd amount = Inputs.usd("usd", usd);
        TokenCounts counts = Inputs.tokens(tokens);
        String name = Inputs.model(model);
        return publish(
                taskId, null, envelope -> estimator.priced(new ExecutionEvent.Cost(envelope, amount, counts, name)));
    }

    /** A line for people. */
    public Delivery log(String taskId, String message) {
        return publish(taskId, Inputs.text("message", message), envelope -> new ExecutionEvent.Log(envelope, 0));
    }

    /** The worker is alive. */
    public Delivery heartbeat(String taskId) {
        return heartbeat(taskId, Duration.ZERO);
    }

    /** The worker is alive and may now be silent for that long without being taken for stalled. */
    public Delivery heartbeat(String taskId, Duration expectedSilence) {
        long silenceMs = Inputs.millis("expectedSilence", expectedSilence);
        return publish(taskId, null, envelope -> new ExecutionEvent.Heartbeat(envelope, silenceMs));
    }

    /** The worker waits for something outside itself: a person, a lock, a quota. */
    public Delivery waiting(String taskId, String reason) {
        return waiting(taskId, reason, Duration.ZERO);
    }

    /** The worker waits for something outside itself, and expects to be silent for that long. */
    public Delivery waiting(String taskId, String reason, Duration expectedSilence) {
        long silenceMs = Inputs.millis("expectedSilence", expectedSilence);
        return publish(
                taskId, Inputs.text("reason", reason), envelope -> new ExecutionEvent.Waiting(envelope, silenceMs));
    }

    /** The task has ended well. */
    public Delivery completeTask(String taskId) {
        return completeTask(taskId, Outcome.SUCCESS);
    }

    /** The task has ended. Only a higher attempt opens it again. */
    public Delivery completeTask(String taskId, Outcome outcome) {
        return publish(taskId, null, envelope -> new ExecutionEvent.Complete(envelope, outcome));
    }

    /** The task has failed. */
    public Delivery fail(String taskId, String reason) {
        return publish(
                taskId,
                Inputs.text("reason", reason),
                envelope -> new ExecutionEvent.Complete(envelope, Outcome.FAILED));
    }

    /** The task was called off. */
    public Delivery cancel(String taskId, String reason) {
        return publish(
                taskId,
                Inputs.text("reason", reason),
                envelope -> new ExecutionEvent.Complete(envelope, Outcome.CANCELLED));
    }

    private Delivery publish(String taskId, @Nullable String message, Function<EventEnvelope, ExecutionEvent> event) {
        return publisher.publish(Update.of(Inputs.id("taskId", taskId), message, event));
    }

    /** The task as far as this tracker has reported it; empty if it has not, or if the task has left the local view. */
    public Optional<TaskProgress> getProgress(String taskId) {
        return Optional.ofNullable(publisher.progressOf(taskId));
    }

    /** All tasks of the local view that have not ended, by task id. */
    public List<TaskProgress> getAllActive() {
        return publisher.active();
    }

    /** Tells the listener of every update from now on. One that is already there is not added again. */
    public void addListener(ProgressListener listener) {
        publisher.add(listener);
    }

    /** Tells the listener no more; an update that is just being told may still reach it. */
    public void removeListener(ProgressListener listener) {
        publisher.remove(listener);
    }

    /** What became of the updates so far. */
    public TrackerStats stats() {
        return publisher.stats();
    }

    /**
     * Waits until every update accepted before this call is delivered or has failed.
     *
     * @return whether that was so within the time
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        return publisher.flush(timeout);
    }

    /**
     * Closes within {@link TrackerSettings#closeTimeout()}. Does nothing if the tracker is closed already.
     *
     * @throws UndeliveredException if updates were accepted, over the tracker's whole life, that Kafka does not have as far as is known
     */
    @Override
    public void close() {
        boolean told = closed.get();
        CloseResult result = close(settings.closeTimeout());
        if (!told && !result.isComplete()) {
            throw new UndeliveredException(result);
        }
    }

    /**
     * Accepts nothing more, gives Kafka that long to take what was accepted, and says what it took. The local view can still be read. An interrupt ends
     * the wait; the thread stays interrupted.
     */
    public CloseResult close(Duration timeout) {
        CloseResult result = publisher.close(timeout);
        closed.set(true);
        return result;
    }
}
