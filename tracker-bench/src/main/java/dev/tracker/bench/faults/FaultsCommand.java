package dev.tracker.bench.faults;

import dev.tracker.bench.faults.scenario.Scenario;
import dev.tracker.bench.faults.scenario.Scenarios;
import dev.tracker.bench.run.Measure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "tracker faults",
        mixinStandardHelpOptions = true,
        description = {
            "Do faults to a whole installation on this machine, then check that nothing is lost, doubled or made up.",
            "Broker, PostgreSQL, roles and workers are processes of their own; every worker keeps a ledger on disk.",
            "The same seed plans the same faults. Exit code 0 if every promise was kept and every fault took effect."
        },
        footer = {
            "",
            "Examples:",
            "  tracker faults --list",
            "  tracker faults --self-test",
            "  tracker faults --scenario kill-sink,kill-aggregator --minutes 4 --seed 7",
            "  tracker faults --all --minutes 60 --json"
        })
final class FaultsCommand implements Callable<Integer> {

    private static final Path HOME = Path.of(System.getProperty("tracker.home", ""));
    private static final int SELF_TEST_EVENTS = 1_000;

    @Option(names = "--scenario", split = ",", paramLabel = "NAME", description = "Only these; see --list.")
    private @Nullable List<String> names;

    @Option(names = "--all", description = "Every scenario in turn; each gets its share of the minutes.")
    private boolean all;

    @Option(names = "--list", description = "Print the scenarios, the fault that each stands for, and what must hold.")
    private boolean list;

    @Option(names = "--self-test", description = "Check the checker: break promises on purpose and see each one found.")
    private boolean selfTest;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "2",
            description = "About how long, all scenarios together (default: ${DEFAULT-VALUE}).")
    private double minutes = 2;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the plans and of the workers' events (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "Print one line of JSON a run.")
    private boolean json;

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where servers keep their data meanwhile.")
    private @Nullable Path work;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description = {
                "The page whose table of results is made anew from all runs so far.",
                "Without it docs/reliability.md with --all, else none."
            })
    private @Nullable Path docs;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (minutes <= 0) {
            throw new ParameterException(spec.commandLine(), "--minutes must be above 0, not " + minutes);
        }
        Path folder = work == null ? HOME.resolve("target/faults") : work;
        if (list) {
            return list();
        }
        if (selfTest) {
            return selfTest(folder);
        }
        boolean ok = true;
        Path page = docs == null && all ? HOME.resolve("docs/reliability.md") : docs;
        Results results = new Results(folder.resolve("results.jsonl"), page);
        for (Map.Entry<Scenario, Integer> entry : shares(chosen()).entrySet()) {
            RunResult result = new ScenarioRun(entry.getKey(), seed, this::tell).play(entry.getValue(), folder);
            results.add(result.line(), typed());
            print(result);
            ok &= result.ok();
        }
        return ok ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private String typed() {
        return "tracker faults "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private int list() {
        PrintWriter out = spec.commandLine().getOut();
        for (Scenario each : Scenarios.all()) {
            out.printf("%-24s %s; must hold: %s%n", each.name(), each.fault(), each.holds());
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private int selfTest(Path folder) throws InterruptedException {
        Map<String, Boolean> found = new SelfTest(SELF_TEST_EVENTS, this::tell).run(folder);
        boolean ok = !found.containsValue(false);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("selfTest", found);
            line.put("ok", ok);
            out.println(new Measure(line).toJson());
        } else {
            found.forEach((what, isFound) -> out.println((isFound ? "found      " : "NOT FOUND  ") + what));
        }
        out.flush();
        return ok ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Scenario> chosen() {
        if (all) {
            return Scenarios.all();
        }
        if (names == null) {
            throw new ParameterException(spec.commandLine(), "say --scenario NAME, --all, --list or --self-test");
        }
        return names.stream()
                .map(name -> Scenarios.named(name)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--scenario " + name + " is none; there are "
                                        + Scenarios.all().stream()
                                                .map(Scenario::name)
                                                .collect(Collectors.joining(", ")))))
                .toList();
    }

    /** How many steps each is to have. */
    private Map<Scenario, Integer> shares(List<Scenario> scenarios) {
        int weights = scenarios.stream().mapToInt(Scenario::weight).sum();
        Map<Scenario, Integer> steps = new LinkedHashMap<>();
        for (Scenario each : scenarios) {
            double seconds = minutes * 60 * each.weight() / weights;
            steps.put(each, (int) Math.max(1, seconds / each.secondsAStep()));
        }
        return steps;
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void print(RunResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.line().toJson());
        } else {
            out.println((result.ok() ? "kept    " : "BROKEN  ") + result.line().toJson());
            result.problems().forEach(problem -> out.println("        " + problem));
        }
        out.flush();
    }
}
