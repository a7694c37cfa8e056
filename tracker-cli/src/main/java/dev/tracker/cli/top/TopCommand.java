package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.look.Screens;
import dev.tracker.cli.look.Theme;
import dev.tracker.cli.option.DashboardOptions;
import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.TaskStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Watch the fleet on the terminal: who is at work, stuck or lost, how far, at what cost.",
            "Lists active tasks, those that need attention first; ? shows the keys."
        },
        footer = {
            "",
            "It listens to the dashboard, which sorts and filters. When either is cut off, states get a question",
            "mark and ages stand still. Needs a terminal; --once and --json do not.",
            "",
            "Examples:",
            "  tracker top",
            "  tracker top --sort cost --project shop",
            "  tracker top --once --all --limit 10",
            "  tracker top --json | jq '.rows[] | select(.overBudget) | .taskId'"
        })
public final class TopCommand implements Callable<Integer> {

    private static final int DEFAULT_COLUMNS = 120;
    private static final int LEAST_COLUMNS = 20;
    private static final int MOST_LIMIT = 500;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DashboardOptions dashboard = new DashboardOptions();

    @Option(names = "--filter", paramLabel = "TEXT", description = "Only tasks with it in id, title, agent or project.")
    private String filter = "";

    @Option(names = "--project", paramLabel = "ID", description = "Only tasks of that project.")
    private String project = "";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only tasks of that status: ${COMPLETION-CANDIDATES}.")
    private @Nullable TaskStatus status;

    @Option(names = "--all", description = "Ended tasks, too.")
    private boolean all;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            defaultValue = "attention",
            description =
                    "attention, heard, advanced, started, progress, cost, iteration, status, liveness, id, title, agent or project (default: ${DEFAULT-VALUE}). Times and amounts: the largest first.")
    private String sort = "attention";

    @Option(names = "--reverse", description = "That order the other way round.")
    private boolean reverse;

    @Option(names = "--once", description = "Print one frame as text and end.")
    private boolean once;

    @Option(names = "--json", description = "Print one frame as one line of JSON and end.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "40",
            description = "With --once or --json: list at most that many tasks, up to 500 (default: ${DEFAULT-VALUE}).")
    private int limit = 40;

    @Option(
            names = {"--no-colour", "--no-color"},
            description = "No colours; so does NO_COLOR in the environment.")
    private boolean noColour;

    @Option(names = "--ascii", description = "No characters beyond ASCII; the default where the locale is not UTF-8.")
    private boolean ascii;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TopModel model = new TopModel(query());
        if (limit < 1 || limit > MOST_LIMIT) {
            throw new UserException("--limit must be from 1 to " + MOST_LIMIT + ", not " + limit);
        }
        if (!once && !json && !Screens.isScreen()) {
            throw new UserException("there is no terminal to draw on (output or input is a pipe, or TERM is dumb);"
                    + " --once prints one frame as text, --json as JSON");
        }
        LiveLine line = new LiveLine(() -> dashboard.resolve(data));
        Theme theme = theme(System.getenv());
        if (once || json) {
            try (line) {
                printOne(new OneFrame(line, model), theme);
            }
        } else {
            TopSession.run(Screens.open(), line, model, theme);
        }
        return 0;
    }

    private TopQuery query() {
        if (filter.length() > TopQuery.MAX_TEXT) {
            throw new UserException("--filter must have at most " + TopQuery.MAX_TEXT + " characters");
        }
        TopQuery sorted = TopQuery.DEFAULT.sortedBy(sort);
        return (reverse ? sorted.reversed() : sorted)
                .withText(filter.strip())
                .withProject(project)
                .withStatus(status == null ? "" : status.wireName())
                .withActiveOnly(!all);
    }

    private Theme theme(Map<String, String> environment) {
        Theme theme = Screens.theme(environment, noColour);
        return new Theme(theme.hasColours(), theme.hasUnicode() && !ascii);
    }

    private void printOne(OneFrame frame, Theme theme) throws IOException, InterruptedException {
        frame.fetch(limit);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(frame.form(limit)));
        } else {
            frame.text(columns(System.getenv()), limit, theme).forEach(out::println);
        }
        out.flush();
    }

    /** What the shell says, where it exports it. */
    private static int columns(Map<String, String> environment) {
        try {
            return Math.max(LEAST_COLUMNS, Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
