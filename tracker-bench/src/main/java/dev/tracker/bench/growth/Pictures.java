package dev.tracker.bench.growth;

import dev.tracker.bench.run.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The pictures of growth that a page shows, in the folder {@code images} beside it. */
final class Pictures {

    private static final String RATIO = "Ratio to the first point";
    private static final String KNOWN = "Known tasks";

    private final Path page;
    private final List<String> links = new ArrayList<>();

    Pictures(Path page) {
        this.page = page;
    }

    /** Draws what there is of a series and returns nothing; a series of one point has no curve. */
    void draw(SeriesFigures series) throws IOException {
        if (series.points().size() < 2) {
            return;
        }
        switch (series.name()) {
            case Plan.KNOWN_TASKS -> {
                Curves curves = new Curves("The cost of an event as tasks get more", KNOWN, RATIO);
                addCosts(curves, series);
                write(curves, "growth-known-tasks", "Cost of an event over the number of known tasks");
                drawRestore(series);
            }
            case Plan.EVENTS_PER_TASK -> {
                Curves curves = new Curves("The cost of an event as tasks get longer", "Events of a task", RATIO);
                addCosts(curves, series);
                curves.add("heap after collection", ratios(series, PointFigures::heapBytes));
                write(curves, "growth-events-per-task", "Cost of an event over the number of a task's events");
            }
            default -> {
                // Two points are told better in words.
            }
        }
    }

    private static void addCosts(Curves curves, SeriesFigures series) {
        Map<Long, Double> cpu = new LinkedHashMap<>();
        series.measures().stream()
                .filter(measure -> measure.text("series").equals(series.name()))
                .forEach(measure -> cpu.put((long) measure.number("x"), measure.number("ratioToFirst")));
        curves.add("processor time an event", cpu);
        curves.add(
                "bytes allocated an event",
                ratios(series, point -> Spread.of(point.allocatedBytes()).median()));
    }

    private void drawRestore(SeriesFigures series) throws IOException {
        Curves curves = new Curves("A restore from nothing", KNOWN, "Seconds");
        curves.add("restore", curve(series, point -> restore(point).restored().restoreSeconds()));
        curves.add(
                "plain read of the changelog",
                curve(series, point -> restore(point).read().seconds()));
        write(curves, "growth-restore", "Seconds of a restore over the number of known tasks");
    }

    private static Restore restore(PointFigures point) {
        return Objects.requireNonNull(point.restore(), "not restored");
    }

    private static Map<Long, Double> ratios(SeriesFigures series, ToDoubleFunction<PointFigures> figure) {
        double first = figure.applyAsDouble(series.points().get(0));
        return curve(series, point -> figure.applyAsDouble(point) / first);
    }

    private static Map<Long, Double> curve(SeriesFigures series, ToDoubleFunction<PointFigures> figure) {
        Map<Long, Double> curve = new LinkedHashMap<>();
        series.points().forEach(point -> curve.put(point.x(), figure.applyAsDouble(point)));
        return curve;
    }

    private void write(Curves curves, String name, String description) throws IOException {
        curves.write(page.resolveSibling("images").resolve(name + ".svg"));
        links.add("![" + description + "](images/" + name + ".svg)");
    }

    /** Markdown that shows all that was drawn. */
    String links() {
        return String.join("\n\n", links);
    }
}
