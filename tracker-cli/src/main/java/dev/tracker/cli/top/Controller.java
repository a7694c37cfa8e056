package dev.tracker.cli.top;

import dev.tracker.cli.top.TopModel.Mode;
import dev.tracker.cli.top.TopModel.Prompt;

/** What keys do to the model. */
final class Controller {

    /**
     * Takes a key.
     *
     * @param text what the key wrote
     */
    static void press(TopModel model, Key key, String text) {
        model.notice = null;
        if (model.prompt != null) {
            type(model, model.prompt, key, text);
            return;
        }
        switch (key) {
            case QUIT -> model.isDone = true;
            case HELP -> model.mode = model.mode == Mode.HELP ? Mode.LIST : Mode.HELP;
            case PAUSE -> model.isPaused = !model.isPaused;
            case BACK -> back(model);
            default -> {
                switch (model.mode) {
                    case LIST -> list(model, key);
                    case TASK -> scroll(model, key);
                    case HELP -> {}
                }
            }
        }
    }

    private static void back(TopModel model) {
        if (model.mode == Mode.HELP && model.openTask != null) {
            model.mode = Mode.TASK;
        } else {
            model.mode = Mode.LIST;
            model.openTask = null;
        }
    }

    private static void list(TopModel model, Key key) {
        switch (key) {
            case UP -> model.select(model.selected - 1);
            case DOWN -> model.select(model.selected + 1);
            case PAGE_UP -> model.select(model.selected - model.pageRows);
            case PAGE_DOWN -> model.select(model.selected + model.pageRows);
            case FIRST -> model.select(0);
            case LAST -> model.select(Integer.MAX_VALUE);
            case OPEN -> model.open();
            case NEXT_SORT -> ask(model, model.query.nextSort(1));
            case PREVIOUS_SORT -> ask(model, model.query.nextSort(-1));
            case REVERSE -> ask(model, model.query.reversed());
            case STATUS -> ask(model, model.query.nextStatus());
            case ACTIVE -> ask(model, model.query.withActiveOnly(!model.query.activeOnly()));
            case CLEAR -> ask(model, model.query.unfiltered());
            case TEXT -> prompt(model, Prompt.TEXT, model.query.text());
            case PROJECT -> prompt(model, Prompt.PROJECT, model.query.project());
            default -> {}
        }
    }

    private static void scroll(TopModel model, Key key) {
        int step = switch (key) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -model.pageRows;
            case PAGE_DOWN -> model.pageRows;
            case FIRST -> -model.scroll;
            case LAST -> Integer.MAX_VALUE / 2;
            default -> 0;
        };
        model.scroll = Math.max(0, model.scroll + step);
    }

    private static void prompt(TopModel model, Prompt prompt, String text) {
        if (model.isPaused) {
            tellOfPause(model);
            return;
        }
        model.prompt = prompt;
        model.typed = text;
    }

    private static void ask(TopModel model, TopQuery query) {
        if (model.isPaused) {
            tellOfPause(model);
            return;
        }
        model.ask(query);
    }

    /** The dashboard sorts and filters; while paused it is not asked. */
    private static void tellOfPause(TopModel model) {
        model.notice = "paused: press Space to go on, then sort or filter";
    }

    private static void type(TopModel model, Prompt prompt, Key key, String text) {
        switch (key) {
            case CHARACTER -> {
                if (model.typed.length() + text.length() <= TopQuery.MAX_TEXT) {
                    model.typed += text;
                }
            }
            case ERASE ->
                model.typed = model.typed.isEmpty()
                        ? ""
                        : model.typed.substring(0, model.typed.offsetByCodePoints(model.typed.length(), -1));
            case ERASE_ALL -> model.typed = "";
            case LEAVE -> model.prompt = null;
            case APPLY -> {
                model.prompt = null;
                String typed = model.typed.strip();
                ask(model, prompt == Prompt.TEXT ? model.query.withText(typed) : model.query.withProject(typed));
            }
            default -> {}
        }
    }

    private Controller() {}
}
