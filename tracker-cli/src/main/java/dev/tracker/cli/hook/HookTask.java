package dev.tracker.cli.hook;

import java.util.LinkedHashMap;
import java.util.Map;

/** What must be remembered of a task between two inputs. Public fields, because it is kept as JSON. */
final class HookTask {

    /** One entry of the agent's list; its place in the list of all of them is its index. */
    static final class Todo {
        public String text = "";
        public boolean done;
    }

    private static final int MOST_CALLS = 256;

    public int attempt = 1;
    public long nextSeq;
    public boolean started;
    public boolean titled;
    public boolean ended;
    public boolean failed;

    /** Whether the agent has ended its turn, or asks somebody. */
    public boolean waiting;

    /** When the calls without a result began, in milliseconds since 1970, by their ids. */
    public Map<String, Long> calls = new LinkedHashMap<>();

    public Map<Integer, Todo> todos = new LinkedHashMap<>();

    void began(String callId, long millis) {
        calls.put(callId, millis);
        if (calls.size() > MOST_CALLS) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    /** The task is taken up once more. */
    void reopen() {
        attempt++;
        nextSeq = 0;
        started = false;
        ended = false;
        failed = false;
        waiting = false;
        calls.clear();
    }
}
