package dev.tracker.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControllerTest {

    private final TopModel model = Said.model(1000, Said.rows(0, 60));

    @Test
    void shouldMoveTheSelectionAndThePageWithIt() {
        press(Key.DOWN, Key.DOWN);
        assertThat(model.selected).isEqualTo(2);
        press(Key.PAGE_DOWN);
        assertThat(model.selected).isEqualTo(22);
        assertThat(model.top).isEqualTo(3);
        press(Key.LAST);
        assertThat(model.selected).isEqualTo(999);
        assertThat(model.top).isEqualTo(980);
        press(Key.FIRST, Key.UP);
        assertThat(model.selected).isZero();
        assertThat(model.top).isZero();
    }

    @Test
    void shouldFollowTheSelectedTaskWhenTheOrderChanges() {
        press(Key.DOWN, Key.DOWN);
        List<JsonNode> rows = new ArrayList<>(Said.rows(0, 60));
        Collections.swap(rows, 2, 7);

        model.accept(Said.snapshot(TopModel.LIST_VIEW, 0, 1000, rows), Said.NANOS);

        assertThat(model.selected).isEqualTo(7);
    }

    @Test
    void shouldStayAtItsPlaceWhenTheSelectedTaskLeavesThePage() {
        press(Key.DOWN, Key.DOWN);

        model.accept(Said.snapshot(TopModel.LIST_VIEW, 0, 2, Said.rows(100, 2)), Said.NANOS);

        assertThat(model.selected).isEqualTo(1);
        press(Key.OPEN);
        assertThat(model.openTask).isEqualTo("task-101");
    }

    @Test
    void shouldAskAnewFromTheTopWhenSortedOrFiltered() {
        press(Key.PAGE_DOWN, Key.NEXT_SORT);
        assertThat(model.query.sort()).isEqualTo("heard");
        assertThat(model.query.isDescending()).isTrue();
        assertThat(model.selected).isZero();
        press(Key.REVERSE, Key.STATUS, Key.ACTIVE);
        assertThat(model.query).isEqualTo(new TopQuery("", "", "pending", false, "heard", false));
        press(Key.PREVIOUS_SORT, Key.CLEAR);
        assertThat(model.query).isEqualTo(new TopQuery("", "", "", false, "attention", false));
    }

    /** Of a large fleet an answer takes its time, and the user may want something else by then. */
    @Test
    void shouldPassOverAnAnswerToAnEarlierQuestion() {
        model.expectList("list2", true);

        model.accept(Said.snapshot(TopModel.LIST_VIEW, 0, 1, Said.rows(500, 1)), Said.NANOS);
        assertThat(model.isListAnswered()).isFalse();
        assertThat(model.window.isFilled()).isFalse();
        model.accept(Said.snapshot("list2", 0, 2, Said.rows(600, 2)), Said.NANOS);

        assertThat(model.isListAnswered()).isTrue();
        assertThat(model.window.total()).isEqualTo(2);
    }

    @Test
    void shouldShowTheRowsThatItHasUntilFurtherOnesCome() {
        model.expectList("list2", false);

        assertThat(model.window.total()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "99, 20", "100, 100", "199, 1", "250, 60", "99980, 20", "1000, 250"})
    void shouldAskForAWindowThatHoldsThePageAndSomeOfBothSides(int top, int pageRows) {
        int offset = Views.offset(top);

        assertThat(offset % 100).isZero();
        assertThat(offset).isLessThanOrEqualTo(Math.max(0, top - 100));
        assertThat(offset + Views.limit(pageRows)).isGreaterThanOrEqualTo(top + pageRows);
        assertThat(Views.limit(pageRows)).isLessThanOrEqualTo(500);
    }

    @Test
    void shouldTakeEveryKeyAsTextWhileSomethingIsTyped() {
        press(Key.TEXT);
        type("q?aß");
        press(Key.ERASE);
        assertThat(model.typed).isEqualTo("q?a");
        assertThat(model.query.text()).isEmpty();
        press(Key.APPLY);
        assertThat(model.query.text()).isEqualTo("q?a");
        assertThat(model.isDone).isFalse();
        press(Key.PROJECT);
        type("shop");
        press(Key.LEAVE);
        assertThat(model.query.project()).isEmpty();
        press(Key.PROJECT);
        type("x");
        press(Key.ERASE_ALL);
        type("wall");
        press(Key.APPLY);
        assertThat(model.query.project()).isEqualTo("wall");
    }

    @Test
    void shouldTypeNoMoreThanTheDashboardTakes() {
        press(Key.TEXT);
        type("x".repeat(TopQuery.MAX_TEXT + 5));

        assertThat(model.typed).hasSize(TopQuery.MAX_TEXT);
    }

    @Test
    void shouldStandStillWhilePaused() {
        press(Key.PAUSE);

        model.accept(Said.snapshot(TopModel.LIST_VIEW, 0, 1, Said.rows(500, 1)), Said.NANOS);
        press(Key.NEXT_SORT);

        assertThat(model.window.total()).isEqualTo(1000);
        assertThat(model.query).isEqualTo(TopQuery.DEFAULT);
        assertThat(model.notice).contains("Space");
        press(Key.PAUSE);
        assertThat(model.isPaused).isFalse();
    }

    @Test
    void shouldLeadInAndOutAgain() {
        press(Key.HELP);
        assertThat(model.mode).isEqualTo(TopModel.Mode.HELP);
        press(Key.BACK, Key.OPEN);
        assertThat(model.mode).isEqualTo(TopModel.Mode.TASK);
        assertThat(model.openTask).isEqualTo("task-0");
        press(Key.HELP, Key.BACK);
        assertThat(model.mode).isEqualTo(TopModel.Mode.TASK);
        press(Key.DOWN, Key.BACK);
        assertThat(model.mode).isEqualTo(TopModel.Mode.LIST);
        assertThat(model.openTask).isNull();
        press(Key.BACK, Key.QUIT);
        assertThat(model.isDone).isTrue();
    }

    @Test
    void shouldOpenNothingWhenThereIsNothing() {
        TopModel empty = new TopModel(TopQuery.DEFAULT);

        Controller.press(empty, Key.DOWN, "");
        Controller.press(empty, Key.OPEN, "");

        assertThat(empty.mode).isEqualTo(TopModel.Mode.LIST);
        assertThat(empty.selected).isZero();
    }

    private void press(Key... keys) {
        for (Key key : keys) {
            Controller.press(model, key, "");
        }
    }

    private void type(String text) {
        text.codePoints().forEach(c -> Controller.press(model, Key.CHARACTER, Character.toString(c)));
    }
}
