package dev.tracker.cli;

import dev.tracker.cli.audit.AuditCommand;
import dev.tracker.cli.deadletters.DeadLettersCommand;
import dev.tracker.cli.dev.DevCommand;
import dev.tracker.cli.feed.EmitCommand;
import dev.tracker.cli.feed.ReplayCommand;
import dev.tracker.cli.feed.SimulateCommand;
import dev.tracker.cli.hook.HookCommand;
import dev.tracker.cli.look.LoginCommand;
import dev.tracker.cli.look.PricesCommand;
import dev.tracker.cli.look.ShowCommand;
import dev.tracker.cli.look.TasksCommand;
import dev.tracker.cli.manual.CompletionCommand;
import dev.tracker.cli.manual.ManCommand;
import dev.tracker.cli.role.AclsCommand;
import dev.tracker.cli.role.AggregateCommand;
import dev.tracker.cli.role.AlertsCommand;
import dev.tracker.cli.role.BridgeCommand;
import dev.tracker.cli.role.IngestCommand;
import dev.tracker.cli.role.MigrateCommand;
import dev.tracker.cli.role.RetentionCommand;
import dev.tracker.cli.role.SinkCommand;
import dev.tracker.cli.role.TopicsCommand;
import dev.tracker.cli.run.RunCommand;
import dev.tracker.cli.sql.ExportCommand;
import dev.tracker.cli.sql.SqlCommand;
import dev.tracker.cli.top.TopCommand;
import dev.tracker.cli.watch.WatchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself, which only leads to the others. */
@Command(
        name = "tracker",
        mixinStandardHelpOptions = true,
        description = "Live progress for fleets of agents and long-running jobs.",
        subcommands = {
            DevCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            EmitCommand.class,
            RunCommand.class,
            HookCommand.class,
            SimulateCommand.class,
            TasksCommand.class,
            ShowCommand.class,
            TopCommand.class,
            LoginCommand.class,
            PricesCommand.class,
            SqlCommand.class,
            ExportCommand.class,
            AuditCommand.class,
            DeadLettersCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            MigrateCommand.class,
            RetentionCommand.class,
            AggregateCommand.class,
            SinkCommand.class,
            BridgeCommand.class,
            IngestCommand.class,
            AlertsCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  tracker dev --simulate 20          everything on this machine, with a made fleet",
            "  tracker emit job-7 start --criteria-total 3 --title 'Nightly import'",
            "  tracker replay claude-code ~/sessions --speed max",
            "  tracker run -- make test             any command, as a task",
            "  tracker hook claude-code --install   sessions of Claude Code, as they go on",
            "  tracker tasks --status in_progress",
            "  tracker top",
            "  tracker audit --json",
            "",
            "Every option can also be set in the environment: --jdbc-url as TRACKER_JDBC_URL,",
            "secrets as TRACKER_..._FILE. KAFKA_... variables go to Kafka's clients.",
            "`tracker test` runs all tests of the project, `tracker bench` measures it."
        })
final class TrackerCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command to run");
    }
}
