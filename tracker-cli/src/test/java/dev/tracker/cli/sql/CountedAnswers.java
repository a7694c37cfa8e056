package dev.tracker.cli.sql;

import dev.tracker.schemas.EventType;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers to the cookbook's questions, counted from events in memory by plain loops: what the SQL is held against. Rows in no order. */
final class CountedAnswers {

    private record Try(String task, int attempt) {}

    private record Passed(
            Try of,
            String text,
            Evidence evidence,
            boolean brokenAgain,
            BigDecimal took,
            BigDecimal usd,
            Long tokens) {}

    private record Change(Try of, String agent, String path, int before, boolean rework) {}

    private record Silence(
            Try of, String agent, Instant from, BigDecimal seconds, String kind, String after, String until) {}

    private final Map<UUID, Instant> recorded;
    private final Map<Try, List<ExecutionEvent>> tries = new LinkedHashMap<>();
    private final List<ExecutionEvent> all = new ArrayList<>();

    /**
     * @param events in the order in which each task's events stand in the log; of several with one id the first counts
     * @param recorded when the broker received each, which it alone knows
     */
    CountedAnswers(Collection<ExecutionEvent> events, Map<UUID, Instant> recorded) {
        this.recorded = recorded;
        Set<UUID> seen = new HashSet<>();
        for (ExecutionEvent event : events) {
            if (seen.add(event.envelope().eventId())) {
                all.add(event);
                tries.computeIfAbsent(
                                new Try(
                                        event.envelope().taskId(),
                                        event.envelope().attempt()),
                                key -> new ArrayList<>())
                        .add(event);
            }
        }
    }

    /** Rows of the answer; cells as {@link #row} joins them. */
    List<String> to(String question) {
        return switch (question) {
            case "Which criteria take longest?" -> slowCriteria();
            case "How long do attempts take?" -> durations();
            case "Which agents stall?" -> stalls();
            case "What were the longest silences, and what explains them?" ->
                silences().stream()
                        .map(it -> row(
                                it.of.task,
                                it.of.attempt,
                                it.from,
                                it.seconds.setScale(1, RoundingMode.HALF_UP),
                                it.kind,
                                it.after,
                                it.until))
                        .toList();
            case "When is the fleet busy?" -> hours();
            case "What does a success cost?" -> successCost();
            case "What does a criterion cost?" ->
                passed().stream()
                        .filter(it -> it.usd != null && it.usd.signum() > 0)
                        .map(it -> row(it.of.task, it.of.attempt, it.text, it.usd, it.tokens))
                        .toList();
            case "What is spent on which model?" -> models();
            case "Which tasks are over their budget?" -> overBudget();
            case "How does today compare with yesterday?" -> days();
            case "How much is done again?" -> rework();
            case "Which files are edited again after a criterion passed?" -> reworkedFiles();
            case "Which tools fail?" -> tools();
            case "Which successes rest on the agent's word alone?" -> claims();
            case "Do retries help?" -> retries();
            default -> throw new AssertionError("nobody counts the answer to: " + question);
        };
    }

    static String row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(
                    cell == null
                            ? "-"
                            : cell instanceof BigDecimal number
                                    ? (number.signum() == 0
                                            ? "0"
                                            : number.stripTrailingZeros().toPlainString())
                                    : cell.toString());
        }
        return String.join(" | ", texts);
    }

    private Instant at(ExecutionEvent event) {
        Instant own = event.envelope().timestamp();
        return own == null ? recorded.get(event.envelope().eventId()) : own;
    }

    /** In seconds; null where one of the two has the worker's time and the other has not. */
    private BigDecimal span(ExecutionEvent from, ExecutionEvent to) {
        boolean oneOnly =
                (from.envelope().timestamp() == null) != (to.envelope().timestamp() == null);
        return oneOnly
                ? null
                : BigDecimal.valueOf(Duration.between(at(from), at(to)).toNanos() / 1000, 6);
    }

    private static BigDecimal usd(List<ExecutionEvent> events) {
        BigDecimal sum = null;
        for (ExecutionEvent event : events) {
            if (event instanceof ExecutionEvent.Cost cost && cost.usd() != null) {
                sum = (sum == null ? BigDecimal.ZERO : sum).add(cost.usd().toBigDecimal());
            }
        }
        return sum;
    }

    private static Outcome outcome(List<ExecutionEvent> events) {
        return events.stream()
                .filter(ExecutionEvent.Complete.class::isInstance)
                .map(event -> ((ExecutionEvent.Complete) event).outcome())
                .findFirst()
                .orElse(null);
    }

    private List<Passed> passed() {
        List<Passed> rows = new ArrayList<>();
        tries.forEach((of, events) -> {
            Map<Integer, Boolean> last = new HashMap<>();
            List<String> declared = null;
            boolean isStarted = false;
            for (ExecutionEvent event : events) {
                if (event instanceof ExecutionEvent.Criterion criterion) {
                    last.put(criterion.index(), criterion.verified());
                } else if (event instanceof ExecutionEvent.Start start && !isStarted) {
                    isStarted = true;
                    declared = start.criteria();
                }
            }
            Set<Integer> met = new HashSet<>();
            List<ExecutionEvent> spent = new ArrayList<>();
            ExecutionEvent before = null;
            BigDecimal usdBefore = null;
            Long tokensBefore = null;
            boolean hasBegun = false;
            for (ExecutionEvent event : events) {
                if (event instanceof ExecutionEvent.Cost) {
                    spent.add(event);
                }
                boolean isMark = false;
                if (event instanceof ExecutionEvent.Start && !hasBegun) {
                    hasBegun = true;
                    isMark = true;
                } else if (event instanceof ExecutionEvent.Criterion criterion
                        && criterion.verified()
                        && met.add(criterion.index())) {
                    isMark = true;
                    BigDecimal usd = usd(spent);
                    Long tokens = tokens(spent);
                    int index = criterion.index();
                    String text = criterion.text() != null
                            ? criterion.text()
                            : declared != null && index < declared.size() ? declared.get(index) : null;
                    rows.add(new Passed(
                            of,
                            text,
                            criterion.evidence(),
                            !last.get(index),
                            before == null ? null : span(before, event),
                            usd == null ? null : usd.subtract(usdBefore == null ? BigDecimal.ZERO : usdBefore),
                            tokens == null ? null : tokens - (tokensBefore == null ? 0 : tokensBefore)));
                }
                if (isMark) {
                    before = event;
                    usdBefore = usd(spent);
                    tokensBefore = tokens(spent);
                }
            }
        });
        return rows;
    }

    private static Long tokens(List<ExecutionEvent> costs) {
        return costs.isEmpty()
                ? null
                : costs.stream()
                        .mapToLong(cost -> ((ExecutionEvent.Cost) cost).tokens().total())
                        .sum();
    }

    private List<String> slowCriteria() {
        return passed().stream()
                .filter(it -> it.took != null)
                .collect(Collectors.groupingBy(it -> row(it.text)))
                .entrySet()
                .stream()
                .map(entry -> {
                    List<BigDecimal> took =
                            entry.getValue().stream().map(Passed::took).toList();
                    return row(
                            entry.getKey(),
                            took.size(),
                            mean(took),
                            took.stream()
                                    .max(BigDecimal::compareTo)
                                    .orElseThrow()
                                    .setScale(1, RoundingMode.HALF_UP));
                })
                .toList();
    }

    private static BigDecimal mean(List<BigDecimal> numbers) {
        return numbers.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128)
                .setScale(1, RoundingMode.HALF_UP);
    }

    private List<String> durations() {
        Map<String, List<BigDecimal>> durations = new TreeMap<>();
        tries.forEach((of, events) -> {
            ExecutionEvent start = earliest(events, EventType.START);
            ExecutionEvent end = earliest(events, EventType.COMPLETE);
            long clocks = events.stream()
                    .filter(event -> event.type() == EventType.START || event.type() == EventType.COMPLETE)
                    .map(event -> event.envelope().timestamp() != null)
                    .distinct()
                    .count();
            if (start != null && end != null && clocks == 1) {
                durations
                        .computeIfAbsent(
                                row(start.envelope().projectId(), name(outcome(events))), key -> new ArrayList<>())
                        .add(span(start, end));
            }
        });
        return durations.entrySet().stream()
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue().size(),
                        percentile(entry.getValue(), 0.5, 1),
                        percentile(entry.getValue(), 0.9, 1),
                        percentile(entry.getValue(), 0.99, 1)))
                .toList();
    }

    private ExecutionEvent earliest(List<ExecutionEvent> events, EventType type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .min((a, b) -> at(a).compareTo(at(b)))
                .orElse(null);
    }

    private static BigDecimal percentile(List<BigDecimal> numbers, double share, int scale) {
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return null;
        }
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        double value = sorted.get(below).doubleValue()
                + (place - below)
                        * (sorted.get(above).doubleValue() - sorted.get(below).doubleValue());
        return new BigDecimal(value, new MathContext(15)).setScale(scale, RoundingMode.HALF_UP);
    }

    private List<Silence> silences() {
        List<Silence> rows = new ArrayList<>();
        tries.forEach((of, events) -> {
            for (int i = 1; i < events.size(); i++) {
                ExecutionEvent from = events.get(i - 1);
                BigDecimal seconds = span(from, events.get(i));
                if (seconds != null && seconds.signum() > 0) {
                    Long announced = announced(from);
                    boolean isAnnounced = announced != null
                            && BigDecimal.valueOf(announced).compareTo(seconds.movePointRight(3)) >= 0;
                    String kind =
                            from instanceof ExecutionEvent.Waiting ? "waiting" : isAnnounced ? "announced" : "silent";
                    rows.add(new Silence(
                            of,
                            events.get(i).envelope().agentId(),
                            at(from),
                            seconds,
                            kind,
                            from.type().wireName(),
                            events.get(i).type().wireName()));
                }
            }
        });
        return rows;
    }

    private static Long announced(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Log log) {
            return log.expectedSilenceMs();
        }
        return event instanceof ExecutionEvent.Heartbeat heartbeat ? heartbeat.expectedSilenceMs() : null;
    }

    private List<String> stalls() {
        return silences().stream()
                .filter(it -> it.kind.equals("silent") && it.seconds.compareTo(BigDecimal.valueOf(300)) > 0)
                .collect(Collectors.groupingBy(Silence::agent))
                .entrySet()
                .stream()
                .map(entry -> {
                    List<BigDecimal> seconds =
                            entry.getValue().stream().map(Silence::seconds).toList();
                    BigDecimal sum = seconds.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                    BigDecimal most =
                            seconds.stream().max(BigDecimal::compareTo).orElseThrow();
                    return row(
                            entry.getKey(),
                            seconds.size(),
                            sum.setScale(0, RoundingMode.HALF_UP),
                            most.setScale(0, RoundingMode.HALF_UP));
                })
                .toList();
    }

    private List<String> hours() {
        return by(event -> at(event).truncatedTo(ChronoUnit.HOURS)).entrySet().stream()
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue().size(),
                        count(entry.getValue(), ExecutionEvent.Start.class::isInstance),
                        count(entry.getValue(), event -> ended(event, Outcome.SUCCESS)),
                        count(
                                entry.getValue(),
                                event -> ended(event, Outcome.FAILED) || ended(event, Outcome.CANCELLED))))
                .toList();
    }

    private List<String> days() {
        Map<Instant, List<ExecutionEvent>> days =
                new TreeMap<>(by(event -> at(event).truncatedTo(ChronoUnit.DAYS)));
        List<String> rows = new ArrayList<>();
        BigDecimal before = null;
        for (Map.Entry<Instant, List<ExecutionEvent>> day : days.entrySet()) {
            BigDecimal usd = usd(day.getValue());
            BigDecimal more = usd == null || before == null ? null : usd.subtract(before);
            rows.add(row(
                    day.getKey().atOffset(ZoneOffset.UTC).toLocalDate(),
                    count(day.getValue(), event -> ended(event, Outcome.SUCCESS)),
                    usd,
                    more,
                    more == null || before.signum() == 0
                            ? null
                            : usd.divide(before, MathContext.DECIMAL128)
                                    .subtract(BigDecimal.ONE)
                                    .movePointRight(2)
                                    .setScale(1, RoundingMode.HALF_UP)));
            before = usd;
        }
        return rows;
    }

    private List<String> successCost() {
        Map<String, List<List<ExecutionEvent>>> projects = new TreeMap<>();
        tries.values()
                .forEach(events -> projects.computeIfAbsent(
                                events.get(0).envelope().projectId(), key -> new ArrayList<>())
                        .add(events));
        return projects.entrySet().stream()
                .map(entry -> {
                    long successes = count(entry.getValue(), events -> outcome(events) == Outcome.SUCCESS);
                    BigDecimal usd =
                            usd(entry.getValue().stream().flatMap(List::stream).toList());
                    return row(
                            entry.getKey(),
                            successes,
                            usd,
                            usd == null || successes == 0
                                    ? null
                                    : usd.divide(BigDecimal.valueOf(successes), MathContext.DECIMAL128)
                                            .setScale(4, RoundingMode.HALF_UP));
                })
                .toList();
    }

    private List<String> models() {
        Map<String, List<ExecutionEvent>> models = new TreeMap<>();
        for (ExecutionEvent event : all) {
            if (event instanceof ExecutionEvent.Cost cost) {
                models.computeIfAbsent(row(event.envelope().projectId(), cost.model()), key -> new ArrayList<>())
                        .add(event);
            }
        }
        return models.entrySet().stream()
                .map(entry -> {
                    TokenCounts tokens = entry.getValue().stream()
                            .map(cost -> ((ExecutionEvent.Cost) cost).tokens())
                            .reduce(TokenCounts.ZERO, TokenCounts::plus);
                    return row(
                            entry.getKey(), usd(entry.getValue()), reported(tokens.input()), reported(tokens.output()));
                })
                .toList();
    }

    /** An event with none of a kind does not name the kind. */
    private static Long reported(long tokens) {
        return tokens == 0 ? null : tokens;
    }

    private List<String> overBudget() {
        List<String> rows = new ArrayList<>();
        by(event -> event.envelope().taskId()).forEach((task, events) -> {
            Usd budget = null;
            String status = "pending";
            int attempt = 0;
            for (ExecutionEvent event : events) {
                if (event.envelope().attempt() > attempt) {
                    attempt = event.envelope().attempt();
                    status = "in_progress";
                }
                if (event instanceof ExecutionEvent.Start start && start.maxCost() != null) {
                    budget = start.maxCost();
                }
                if (event instanceof ExecutionEvent.Complete complete) {
                    status = complete.outcome() == Outcome.SUCCESS ? "complete" : name(complete.outcome());
                }
            }
            BigDecimal usd = usd(events);
            if (usd != null && budget != null && usd.compareTo(budget.toBigDecimal()) > 0) {
                BigDecimal percent = usd.movePointRight(2).divide(budget.toBigDecimal(), MathContext.DECIMAL128);
                rows.add(row(task, status, usd, budget.toBigDecimal(), percent.setScale(1, RoundingMode.HALF_UP)));
            }
        });
        return rows;
    }

    private List<Change> changes() {
        List<Change> rows = new ArrayList<>();
        tries.forEach((of, events) -> {
            Set<Integer> met = new HashSet<>();
            Map<String, Integer> metAtChange = new HashMap<>();
            for (ExecutionEvent event : events) {
                if (event instanceof ExecutionEvent.Criterion criterion && criterion.verified()) {
                    met.add(criterion.index());
                } else if (event instanceof ExecutionEvent.Action action
                        && Set.of("create", "write", "edit").contains(action.action())
                        && action.target() != null
                        && !Boolean.FALSE.equals(action.success())) {
                    Integer earlier = metAtChange.put(action.target(), met.size());
                    rows.add(new Change(
                            of,
                            event.envelope().agentId(),
                            action.target(),
                            met.size(),
                            earlier != null && earlier < met.size()));
                }
            }
        });
        return rows;
    }

    private List<String> rework() {
        return changes().stream().collect(Collectors.groupingBy(Change::agent)).entrySet().stream()
                .map(entry -> {
                    long again = count(entry.getValue(), Change::rework);
                    return row(
                            entry.getKey(),
                            entry.getValue().size(),
                            again,
                            percent(again, entry.getValue().size()));
                })
                .toList();
    }

    private List<String> reworkedFiles() {
        return changes().stream()
                .filter(Change::rework)
                .collect(Collectors.groupingBy(it -> row(it.of.task, it.path)))
                .entrySet()
                .stream()
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().mapToInt(Change::before).max().orElseThrow()))
                .toList();
    }

    private List<String> tools() {
        return all.stream()
                .filter(ExecutionEvent.Action.class::isInstance)
                .map(ExecutionEvent.Action.class::cast)
                .collect(Collectors.groupingBy(ExecutionEvent.Action::action))
                .entrySet()
                .stream()
                .map(entry -> {
                    List<ExecutionEvent.Action> calls = entry.getValue();
                    long failed = count(calls, call -> Boolean.FALSE.equals(call.success()));
                    List<BigDecimal> took = calls.stream()
                            .filter(call -> call.durationMs() != ExecutionEvent.Action.UNKNOWN_DURATION)
                            .map(call -> BigDecimal.valueOf(call.durationMs()))
                            .toList();
                    return row(
                            entry.getKey(),
                            calls.size(),
                            failed,
                            count(calls, call -> call.success() == null),
                            percent(failed, calls.size()),
                            percentile(took, 0.5, 0));
                })
                .toList();
    }

    private List<String> claims() {
        Set<Try> founded = passed().stream()
                .filter(it -> !it.brokenAgain && (it.evidence == Evidence.OBSERVED || it.evidence == Evidence.CI))
                .map(Passed::of)
                .collect(Collectors.toSet());
        return tries.entrySet().stream()
                .filter(entry -> outcome(entry.getValue()) == Outcome.SUCCESS && !founded.contains(entry.getKey()))
                .map(entry -> row(entry.getKey().task, entry.getKey().attempt))
                .toList();
    }

    private List<String> retries() {
        return tries.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().attempt))
                .entrySet()
                .stream()
                .map(entry -> {
                    long successes = count(entry.getValue(), of -> outcome(of.getValue()) == Outcome.SUCCESS);
                    return row(
                            entry.getKey(),
                            entry.getValue().size(),
                            successes,
                            percent(successes, entry.getValue().size()));
                })
                .toList();
    }

    private <K> Map<K, List<ExecutionEvent>> by(Function<ExecutionEvent, K> key) {
        return all.stream().collect(Collectors.groupingBy(key));
    }

    private static boolean ended(ExecutionEvent event, Outcome outcome) {
        return event instanceof ExecutionEvent.Complete complete && complete.outcome() == outcome;
    }

    private static String name(Outcome outcome) {
        return outcome == null ? "-" : outcome.wireName();
    }

    private static <T> long count(Collection<T> of, Predicate<T> which) {
        return of.stream().filter(which).count();
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(100 * part)
                .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128)
                .setScale(1, RoundingMode.HALF_UP);
    }
}
