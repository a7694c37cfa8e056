package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracker.cli.live.LineState;
import dev.tracker.cli.live.TaskWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code top} knows and where the user is in it. Not thread-safe. */
final class TopModel {

    /** What fills the screen. */
    enum Mode {
        LIST,
        TASK,
        HELP
    }

    /** What is being typed. */
    enum Prompt {
        TEXT,
        PROJECT
    }

    static final String LIST_VIEW = "list";
    static final String FLEET_VIEW = "fleet";
    static final String TASK_VIEW = "task";

    TopQuery query;
    Mode mode = Mode.LIST;

    @Nullable
    Prompt prompt;

    String typed = "";
    boolean isPaused;
    boolean isDone;

    /** Absolute, in the whole sorted list. */
    int selected;

    /** The first row on the screen, absolute. */
    int top;

    /** Rows of the list on the screen. */
    int pageRows = 1;

    int scroll;

    @Nullable
    String openTask;

    /** Something to tell, until the next key. */
    @Nullable
    String notice;

    /** What is shown. */
    TaskWindow window = new TaskWindow();

    TaskWindow taskWindow = new TaskWindow();
    JsonNode fleet = MissingNode.getInstance();
    LineState line = new LineState(false, 0, null, false);
    String url = "";

    /** What the time was where the data comes from, when it was last known to be true. Ages are counted up to it, so they stand still while we do not see. */
    Instant asOf = Instant.EPOCH;

    /** For how long the line has been down. */
    Duration downFor = Duration.ZERO;

    /** Subscriptions whose messages are taken in; each question has one of its own, so that a late answer to another is known as such. */
    private String listView = LIST_VIEW;

    private String taskView = TASK_VIEW;

    /** What has been asked for, and becomes the shown one once it is there. */
    private TaskWindow incoming = window;

    private @Nullable String selectedId;
    private JsonNode freshness = MissingNode.getInstance();
    private @Nullable Instant theirNow;
    private long theirNowAt;

    TopModel(TopQuery query) {
        this.query = query;
    }

    /** Takes in a message of the dashboard. */
    void accept(JsonNode message, long nanos) {
        String type = message.path("type").asText();
        String view = message.path("sub").asText();
        if (type.equals("heartbeat")) {
            hear(message, message, nanos);
        } else if (type.equals("error")) {
            notice = message.path("detail").asText();
        } else if (isPaused) {
            // What is passed over now is asked for anew later.
            return;
        } else if (type.equals("document") && view.equals(FLEET_VIEW)) {
            fleet = message.path("data");
            hear(fleet.path("freshness"), fleet, nanos);
        } else if (view.equals(taskView)) {
            taskWindow.accept(message);
        } else if (view.equals(listView)) {
            incoming.accept(message);
            if (incoming.isFilled()) {
                window = incoming;
                keepSelection();
            }
        }
    }

    private void hear(JsonNode newFreshness, JsonNode clock, long nanos) {
        freshness = newFreshness;
        theirNow = Instant.parse(clock.path("now").asText());
        theirNowAt = nanos;
    }

    /**
     * From now on the list comes by that subscription.
     *
     * @param isOtherQuery whether what is shown answers another question and must not stay
     */
    void expectList(String view, boolean isOtherQuery) {
        listView = view;
        incoming = new TaskWindow();
        if (isOtherQuery) {
            window = incoming;
        }
    }

    /** From now on the open task comes by that subscription. */
    void expectTask(String view) {
        taskView = view;
        taskWindow = new TaskWindow();
    }

    /** Whether the list that was asked for has come. */
    boolean isListAnswered() {
        return incoming.isFilled();
    }

    /** Takes in the time and how the line is. */
    void tick(LineState state, long nanos) {
        line = state;
        downFor = state.isUp() ? Duration.ZERO : Duration.ofNanos(nanos - state.sinceNanos());
        if (!state.isUp() || isPaused || theirNow == null) {
            return;
        }
        // Where the dashboard is deaf, it judges by the time when it last heard Kafka, and so do we.
        asOf = isFresh() ? theirNow.plusNanos(nanos - theirNowAt) : time("judgedAt", asOf);
    }

    private Instant time(String field, Instant otherwise) {
        JsonNode time = freshness.path(field);
        return time.isTextual() ? Instant.parse(time.textValue()) : otherwise;
    }

    /** Whether what is shown is the present: the line stands, and the dashboard hears Kafka. */
    boolean isLive() {
        return line.isUp() && isFresh();
    }

    private boolean isFresh() {
        return freshness.isMissingNode() || freshness.path("fresh").asBoolean();
    }

    /** Whether the dashboard has read all that was there when it started. */
    boolean isCaughtUp() {
        return freshness.isMissingNode() || freshness.path("caughtUp").asBoolean();
    }

    /** Whether everything that a frame needs has come. */
    boolean isFilled() {
        return window.isFilled() && !fleet.isMissingNode() && theirNow != null;
    }

    /** How old the data is, null if that is not known. */
    @Nullable
    Duration dataAge() {
        if (!freshness.path("confirmedAt").isTextual()) {
            return null;
        }
        Duration age = Duration.between(time("confirmedAt", asOf), asOf);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** The row at that place of the whole list, null if it has not come. */
    @Nullable
    JsonNode row(int index) {
        List<JsonNode> rows = window.rows();
        int place = index - window.offset();
        return place >= 0 && place < rows.size() ? rows.get(place) : null;
    }

    /** The opened task in full, null if it has not come or is gone. */
    @Nullable
    JsonNode task() {
        List<JsonNode> rows = taskWindow.rows();
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Moves the selection, and the page so that it is seen. */
    void select(int index) {
        int last = (int) Math.max(0, Math.min(window.total() - 1, Integer.MAX_VALUE));
        selected = Math.max(0, Math.min(index, last));
        top = Math.max(Math.min(top, selected), selected - pageRows + 1);
        top = Math.max(0, Math.min(top, last - pageRows + 1));
        selectedId = id(selected);
    }

    private @Nullable String id(int index) {
        JsonNode row = row(index);
        return row == null ? null : row.path("taskId").asText();
    }

    /** Follows the selected task within the page; where it left the page, the selection stays at its place. */
    private void keepSelection() {
        for (int i = top; i < top + pageRows && selectedId != null; i++) {
            if (Objects.equals(id(i), selectedId)) {
                select(i);
                return;
            }
        }
        select(selected);
    }

    /** Begins anew with another query. */
    void ask(TopQuery newQuery) {
        query = newQuery;
        selectedId = null;
        selected = 0;
        top = 0;
    }

    /** Opens the selected task. */
    void open() {
        String id = id(selected);
        if (id != null) {
            openTask = id;
            taskWindow = new TaskWindow();
            mode = Mode.TASK;
            scroll = 0;
        }
    }
}
