package dev.tracker.cli.feed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives {@code emit} an option for every field of an event: {@code criteriaTotal} becomes {@code --criteria-total}. */
final class EmitFields implements IModelTransformer {

    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        TEXTS
    }

    /** A field of the wire form. */
    record Field(String name, Kind kind, String description) {

        String option() {
            return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }
    }

    static final List<Field> ALL = List.of(
            new Field("eventId", Kind.TEXT, "Identity of the event, a UUID (default: a new one)."),
            new Field("agentId", Kind.TEXT, "Who reports (default: cli)."),
            new Field("projectId", Kind.TEXT, "Project (default: default)."),
            new Field("parentTaskId", Kind.TEXT, "Task that delegated this one."),
            new Field("attempt", Kind.NUMBER, "Which try at the task, from 1."),
            new Field("seq", Kind.NUMBER, "Number of the event within task, attempt and emitter, from 0."),
            new Field("emitterId", Kind.TEXT, "Who counts seq (default: the agent)."),
            new Field("timestamp", Kind.TEXT, "RFC 3339 time (default: now)."),
            new Field("message", Kind.TEXT, "Text for people."),
            new Field("title", Kind.TEXT, "start: what the task is about."),
            new Field("criteriaTotal", Kind.NUMBER, "start: number of acceptance criteria."),
            new Field("criteria", Kind.TEXTS, "start: a criterion; once for each."),
            new Field("maxIterations", Kind.NUMBER, "start: most iterations."),
            new Field("maxCost", Kind.NUMBER, "start: budget in US dollars."),
            new Field("iteration", Kind.NUMBER, "iteration: its number."),
            new Field("percent", Kind.NUMBER, "progress: 0 to 100."),
            new Field("index", Kind.NUMBER, "criterion: its number, from 0."),
            new Field("verified", Kind.BOOLEAN, "criterion: true or false (default: true)."),
            new Field("evidence", Kind.TEXT, "criterion: claimed, self_checked, observed or ci."),
            new Field("text", Kind.TEXT, "criterion: its text, if the start gave none."),
            new Field("action", Kind.TEXT, "action: create, write, edit, read, run, delegate, or any other."),
            new Field("target", Kind.TEXT, "action: file, command or whatever it was done to."),
            new Field("success", Kind.BOOLEAN, "action: true or false (default: true)."),
            new Field("durationMs", Kind.NUMBER, "action: how long it took."),
            new Field("usd", Kind.NUMBER, "cost: US dollars (default: estimated, where model and tokens are given)."),
            new Field("usdEstimated", Kind.BOOLEAN, "cost: whether usd is an estimate."),
            new Field("inputTokens", Kind.NUMBER, "cost: tokens in, not from a cache."),
            new Field("outputTokens", Kind.NUMBER, "cost: tokens out."),
            new Field("cacheReadTokens", Kind.NUMBER, "cost: tokens read from a cache."),
            new Field("cacheWriteTokens", Kind.NUMBER, "cost: tokens written to a cache."),
            new Field("model", Kind.TEXT, "cost: model."),
            new Field("error", Kind.TEXT, "error: what went wrong."),
            new Field("transient", Kind.BOOLEAN, "error: whether it will be tried again."),
            new Field("expectedSilenceMs", Kind.NUMBER, "log, heartbeat, waiting: silence to expect now."),
            new Field("outcome", Kind.TEXT, "complete: success, failed or cancelled."));

    /** The field that a type's first value after it stands for. */
    static final Map<String, List<String>> VALUES = Map.of(
            "start", List.of("title"),
            "iteration", List.of("iteration"),
            "progress", List.of("percent"),
            "criterion", List.of("index"),
            "action", List.of("action", "target"),
            "cost", List.of("usd"),
            "error", List.of("error"),
            "log", List.of("message"),
            "waiting", List.of("message"),
            "complete", List.of("outcome"));

    static Field byName(String name) {
        return ALL.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public CommandSpec transform(CommandSpec spec) {
        for (Field field : ALL) {
            OptionSpec.Builder option = OptionSpec.builder(field.option()).description(field.description());
            if (field.kind() == Kind.TEXTS) {
                option.type(List.class).auxiliaryTypes(String.class).paramLabel("TEXT");
            } else {
                option.type(String.class).paramLabel(field.kind() == Kind.NUMBER ? "N" : "VALUE");
            }
            spec.addOption(option.build());
        }
        return spec;
    }
}
