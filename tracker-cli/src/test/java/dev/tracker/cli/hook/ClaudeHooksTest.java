package dev.tracker.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.core.Fold;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClaudeHooksTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final HookSession session = new HookSession();
    private int inputs;

    ClaudeHooksTest() {
        session.sessionId = HookInputs.SESSION;
        session.nonce = "n1";
    }

    @Test
    void shouldTellTheWholeSessionWhenItsHooksRun() {
        List<ExecutionEvent> events = all(HookInputs.session(), false);

        TaskProgress task = fold(events, HookInputs.SESSION);
        assertThat(task.title()).isEqualTo("Fix the login");
        assertThat(task.projectId()).isEqualTo("shop");
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(task.files().created()).containsExactly("/home/ann/shop/login.py");
        assertThat(task.counters().actions()).isEqualTo(3);
        assertThat(task.counters().failedActions()).isEqualTo(1);
        assertThat(task.criteria().verified()).isEqualTo(1);
        assertThat(task.counters().late() + task.counters().duplicates()).isZero();

        TaskProgress child = fold(events, HookInputs.SESSION + "/a1");
        assertThat(child.parentTaskId()).isEqualTo(HookInputs.SESSION);
        assertThat(child.title()).isEqualTo("Explore");
        assertThat(child.status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(child.counters().actions()).isEqualTo(1);
    }

    @Test
    void shouldTellHowLongAToolTookWhenItsCallWasSeen() {
        List<ExecutionEvent> events = all(HookInputs.session(), false);

        ExecutionEvent.Action write = (ExecutionEvent.Action) events.stream()
                .filter(ExecutionEvent.Action.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(write.action()).isEqualTo("create");
        assertThat(write.durationMs()).isEqualTo(1000);
        assertThat(events)
                .filteredOn(ExecutionEvent.Heartbeat.class::isInstance)
                .extracting(event -> ((ExecutionEvent.Heartbeat) event).expectedSilenceMs())
                .containsExactly(0L, 120_000L);
    }

    @Test
    void shouldWaitWhenTheAgentAsksOrItsTurnEnds() {
        assertThat(types(all(List.of(HookInputs.of("Stop", "")), false)))
                .containsExactly(EventType.START, EventType.WAITING);
        assertThat(types(all(List.of(HookInputs.of("Notification", "\"notification_type\":\"idle_prompt\"")), false)))
                .as("that it is idle is known")
                .containsExactly(EventType.HEARTBEAT);
        assertThat(types(all(
                        List.of(HookInputs.tool("PermissionRequest", "Bash", "t", "{\"command\":\"rm -r x\"}", "")),
                        false)))
                .containsExactly(EventType.WAITING);
        assertThat(types(all(List.of(HookInputs.tool("PreToolUse", "AskUserQuestion", "t", "{}", "")), false)))
                .containsExactly(EventType.WAITING);
    }

    @Test
    void shouldOpenTheTaskAgainWhenAnEndedSessionGoesOn() {
        all(HookInputs.session(), false);

        List<ExecutionEvent> later = all(List.of(HookInputs.of("SessionStart", "\"source\":\"resume\"")), false);

        assertThat(later)
                .extracting(
                        ExecutionEvent::type,
                        event -> event.envelope().attempt(),
                        event -> event.envelope().seq())
                .containsExactly(tuple(EventType.START, 2, 0L));
    }

    @Test
    void shouldCallItWhatItWasWhenTheSessionEnds() {
        assertThat(endOf("PreToolUse", "\"tool_name\":\"Bash\"")).isEqualTo(Outcome.CANCELLED);
        session.tasks.clear();
        assertThat(endOf("StopFailure", "\"error\":\"rate_limit\"")).isEqualTo(Outcome.FAILED);
        session.tasks.clear();
        assertThat(endOf("Stop", "")).isEqualTo(Outcome.SUCCESS);
    }

    private Outcome endOf(String event, String more) {
        List<ExecutionEvent> events =
                all(List.of(HookInputs.of(event, more), HookInputs.of("SessionEnd", "\"reason\":\"other\"")), false);
        return ((ExecutionEvent.Complete) events.get(events.size() - 1)).outcome();
    }

    @Test
    void shouldTellOnlyWhatFilesDoNotWhenSomebodyWatchesThem() {
        List<ExecutionEvent> events = all(HookInputs.session(), true);

        assertThat(types(events)).containsOnly(EventType.START, EventType.HEARTBEAT, EventType.WAITING);
        assertThat(events).extracting(event -> event.envelope().taskId()).containsOnly(HookInputs.SESSION);
        assertThat(fold(events, HookInputs.SESSION).status()).isEqualTo(TaskStatus.IN_PROGRESS);
    }

    @Test
    void shouldUseWhatCameWhenAnInputBreaksOff() {
        String whole = HookInputs.tool(
                "PostToolUse",
                "Bash",
                "toolu_9",
                "{\"command\":\"cat big\"}",
                "\"tool_response\":{\"stdout\":\"" + "x".repeat(5000) + "\"}");

        HookInput input =
                Objects.requireNonNull(HookInput.read(whole.substring(0, 1000).getBytes(StandardCharsets.UTF_8)));

        assertThat(input.isWhole()).isFalse();
        ClaudeHooks hooks = new ClaudeHooks(session, false);
        assertThat(hooks.accept(input, "1", START)).isTrue();
        ExecutionEvent.Action action = (ExecutionEvent.Action) hooks.events().get(1);
        assertThat(action.target()).isEqualTo("cat big");
    }

    @Test
    void shouldReadNothingWhenItIsNoInput() {
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "{",
                "{\"session_id\":7}",
                "{\"hook_event_name\":\"Stop\"}",
                "\u0000",
                "{\"session_id\":\"a")) {
            assertThat(HookInput.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isNull();
        }
        assertThat(HookInput.read(("{\"a\":" + "[".repeat(2000)).getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @Test
    void shouldTakeAnUnknownHookForASignOfLife() {
        HookInput input = Objects.requireNonNull(HookInput.read(
                HookInputs.of("MoonRise", "\"tool_input\":\"odd\"").getBytes(StandardCharsets.UTF_8)));
        ClaudeHooks hooks = new ClaudeHooks(session, false);

        assertThat(hooks.accept(input, "1", START)).isFalse();

        assertThat(types(hooks.events())).containsExactly(EventType.START, EventType.HEARTBEAT);
    }

    @Test
    void shouldStayOnTheWireWhenInputsAreOdd() {
        List<ExecutionEvent> events = all(
                List.of(
                        "{\"session_id\":\" \\u0000../../etc \\ud800\",\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"a\\u0000b\"}",
                        HookInputs.of("Notification", "\"message\":\"" + "m".repeat(200_000) + "\""),
                        HookInputs.tool("PostToolUse", "T".repeat(100_000), "x", "{\"todos\":[1,null,{}]}", "")),
                false);

        assertThat(events).isNotEmpty();
        for (ExecutionEvent event : events) {
            byte[] key = event.envelope().taskId().getBytes(StandardCharsets.UTF_8);
            assertThat(EventDecoder.decode(key, EventEncoder.encode(event))).isInstanceOf(DecodedEvent.Valid.class);
        }
    }

    private List<ExecutionEvent> all(List<String> texts, boolean besideWatch) {
        ClaudeHooks hooks = new ClaudeHooks(session, besideWatch);
        for (String text : texts) {
            HookInput input = Objects.requireNonNull(HookInput.read(text.getBytes(StandardCharsets.UTF_8)));
            hooks.accept(input, "input-" + inputs, START.plusSeconds(inputs));
            inputs++;
        }
        return hooks.events();
    }

    private static List<EventType> types(List<ExecutionEvent> events) {
        return events.stream().map(ExecutionEvent::type).toList();
    }

    private static TaskProgress fold(List<ExecutionEvent> events, String taskId) {
        TaskProgress progress = null;
        List<ExecutionEvent> own = new ArrayList<>(events);
        own.removeIf(event -> !event.envelope().taskId().equals(taskId));
        for (int i = 0; i < own.size(); i++) {
            progress = Fold.fold(progress, own.get(i), new SourcePosition(0, i, START.plusSeconds(i)))
                    .progress();
        }
        return Objects.requireNonNull(progress);
    }
}
