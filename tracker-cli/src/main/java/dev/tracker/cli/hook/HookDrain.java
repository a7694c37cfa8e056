package dev.tracker.cli.hook;

import dev.tracker.cli.hook.HookCounts.What;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what lies in an inbox into events and has them sent. What is about to be sent is written down first, what was sent is written down before its file goes:
 * whoever dies in between leaves it to the next one, who sends the same events with the same numbers.
 */
final class HookDrain {

    /** Takes events, and returns when Kafka has them all. */
    @FunctionalInterface
    interface Receiver {
        void send(List<ExecutionEvent> events);
    }

    private final HookInbox inbox;
    private final HookSessions sessions;
    private final HookCounts counts;
    private final boolean isBesideWatch;

    /** The caller has the inbox's {@link HookInbox.Claim}. */
    HookDrain(HookInbox inbox, boolean isBesideWatch) throws IOException {
        this.inbox = inbox;
        this.sessions = new HookSessions(inbox.stateFolder());
        this.counts = new HookCounts(inbox.stateFolder());
        this.isBesideWatch = isBesideWatch;
    }

    HookCounts counts() {
        return counts;
    }

    /**
     * Sends what lies there now.
     *
     * @return whether there was anything
     * @throws RuntimeException what the receiver throws; then all that it did not take stays
     */
    boolean round(Receiver receiver) throws IOException {
        List<HookInbox.Item> items = inbox.waiting();
        if (items.isEmpty()) {
            return false;
        }
        counts.add(What.REFUSED, inbox.takeRefused());
        Map<String, Map<String, HookInbox.Item>> bySession = new LinkedHashMap<>();
        for (HookInbox.Item item : items) {
            HookInput input = HookInput.read(HookInbox.read(item));
            if (input == null) {
                counts.add(What.UNREADABLE, 1);
                inbox.putAside(item);
            } else {
                bySession
                        .computeIfAbsent(input.sessionId(), id -> new LinkedHashMap<>())
                        .put(item.name(), item);
            }
        }
        try {
            for (Map.Entry<String, Map<String, HookInbox.Item>> session : bySession.entrySet()) {
                send(session.getKey(), session.getValue(), receiver);
            }
        } finally {
            counts.save();
        }
        return true;
    }

    private void send(String sessionId, Map<String, HookInbox.Item> items, Receiver receiver) throws IOException {
        HookSession session = sessions.load(sessionId);
        for (String name : session.done) {
            delete(items.remove(name));
        }
        if (!session.plan.isEmpty()) {
            // Another sender may have sent some of these, and nothing else may come before them.
            perform(session, items, receiver);
            session = sessions.load(sessionId);
        }
        if (!items.isEmpty()) {
            session.plan = new ArrayList<>(items.keySet());
            sessions.save(session);
            perform(session, items, receiver);
        }
    }

    private void perform(HookSession session, Map<String, HookInbox.Item> items, Receiver receiver) throws IOException {
        HookSession after = sessions.copy(session);
        ClaudeHooks hooks = new ClaudeHooks(after, isBesideWatch);
        long unknown = 0;
        long brokenOff = 0;
        List<HookInbox.Item> taken = new ArrayList<>();
        for (String name : session.plan) {
            // Of very many that wait, the plan's own need not be among those that were listed.
            HookInbox.Item listed = items.remove(name);
            HookInbox.Item item = listed == null ? inbox.find(name) : listed;
            HookInput input = item == null ? null : HookInput.read(HookInbox.read(item));
            if (item != null && input != null) {
                taken.add(item);
                unknown += hooks.accept(input, name, item.at()) ? 0 : 1;
                brokenOff += input.isWhole() ? 0 : 1;
            }
        }
        receiver.send(hooks.events());
        after.plan = new ArrayList<>();
        after.done = taken.stream().map(HookInbox.Item::name).toList();
        sessions.save(after);
        for (HookInbox.Item item : taken) {
            delete(item);
        }
        counts.add(What.INPUTS, taken.size());
        counts.add(What.EVENTS, hooks.events().size());
        counts.add(What.UNKNOWN, unknown);
        counts.add(What.BROKEN_OFF, brokenOff);
    }

    private static void delete(HookInbox.@Nullable Item item) throws IOException {
        if (item != null) {
            Files.deleteIfExists(item.file());
        }
    }
}
