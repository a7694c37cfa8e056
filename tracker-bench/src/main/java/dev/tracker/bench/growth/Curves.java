package dev.tracker.bench.growth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over a logarithmic axis as an SVG picture, on white so that they can be read on dark pages too. */
final class Curves {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    /** Told apart by people who do not see all colours. */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73)};

    /** Texts are outlines, so that they look the same everywhere; hundredths of a pixel are exact enough for them. */
    private static final Pattern NEEDLESS_DIGITS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    private final XYChart chart;
    private double highest;

    /** Titles of axes bear their units. */
    Curves(String title, String xTitle, String yTitle) {
        // Otherwise a desktop would be asked for.
        System.setProperty("java.awt.headless", "true");
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(true)
                .setLocale(Locale.ROOT)
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern("0.##")
                .setYAxisMin(0.0)
                .setPlotGridLinesColor(new Color(0xDDDDDD))
                .setPlotGridLinesStroke(new BasicStroke(1f))
                .setAxisTickLabelsFont(FONT)
                .setAxisTitleFont(FONT)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleFont(FONT.deriveFont(Font.BOLD, 15f))
                .setLegendFont(FONT)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS);
    }

    /** Adds a curve; its points must have an x above 0. */
    void add(String name, Map<Long, Double> points) {
        List<Double> ys = List.copyOf(points.values());
        Color colour = COLOURS[chart.getSeriesMap().size() % COLOURS.length];
        chart.addSeries(name, List.copyOf(points.keySet()), ys)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(colour)
                .setLineColor(colour)
                .setLineWidth(2f);
        highest = ys.stream().mapToDouble(Double::doubleValue).reduce(highest, Math::max);
    }

    /** Writes the picture and makes its folder. */
    void write(Path file) throws IOException {
        chart.getStyler().setYAxisMax(highest * 1.15);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
        Files.writeString(
                file,
                NEEDLESS_DIGITS.matcher(svg.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
    }
}
