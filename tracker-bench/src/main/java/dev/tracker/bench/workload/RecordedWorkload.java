package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Recorded tasks, each sent many times under other ids by a fleet that works on many at once: who has come to the end of a task begins the next one.
 * Content, sizes, lengths and order within a task are those of the recording.
 */
public final class RecordedWorkload implements Workload {

    private static final int SEED = 13;
    private static final int AT_ONCE = 2_000;

    private final List<List<ExecutionEvent>> tasks;

    /** @param recorded events of recorded tasks, each task's in order */
    public RecordedWorkload(List<ExecutionEvent> recorded) {
        Map<String, List<ExecutionEvent>> byTask = new LinkedHashMap<>();
        recorded.forEach(event -> byTask.computeIfAbsent(event.envelope().taskId(), id -> new ArrayList<>())
                .add(event));
        if (byTask.isEmpty()) {
            throw new IllegalArgumentException("there are no recorded events");
        }
        tasks = List.copyOf(byTask.values());
    }

    @Override
    public String name() {
        return "recorded";
    }

    /** How many different tasks were recorded. */
    public int recordedTasks() {
        return tasks.size();
    }

    private static final class Agent {
        private List<ExecutionEvent> task = List.of();
        private int next;
        private int copy;
    }

    @Override
    public void generate(long events, Consumer<ExecutionEvent> each) {
        Random random = new Random(SEED);
        Agent[] agents = new Agent[(int) Math.max(1, Math.min(AT_ONCE, events / 20))];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = new Agent();
        }
        CopiedEvents copies = new CopiedEvents();
        int begun = 0;
        for (long i = 0; i < events; i++) {
            Agent agent = agents[random.nextInt(agents.length)];
            if (agent.next == agent.task.size()) {
                agent.task = tasks.get(begun % tasks.size());
                agent.copy = begun++ / tasks.size();
                agent.next = 0;
            }
            each.accept(copies.copy(agent.task.get(agent.next++), agent.copy));
        }
    }
}
