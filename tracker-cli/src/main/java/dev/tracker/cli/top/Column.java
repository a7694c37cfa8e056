package dev.tracker.cli.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The list's columns, in the order in which they stand. */
enum Column {
    STATE("STATE", 9, false, 0),
    BAR("", 10, false, 4),
    PERCENT("DONE", 4, true, 1),
    CRITERIA("CRIT", 7, true, 6),
    ITERATION("ITER", 9, true, 5),
    COST("COST/MAX $", 14, true, 3),
    RATE("RATE", 8, true, 7),
    HEARD("HEARD", 6, true, 2),
    TASK("TASK", 14, false, 0),
    TITLE("TITLE", 20, false, 8),
    AGENT("AGENT", 14, false, 9),
    PROJECT("PROJECT", 12, false, 10);

    private static final int WIDEST_TASK = 44;

    final String heading;
    final int width;
    final boolean toTheRight;

    /** Those of high rank give way first. */
    private final int rank;

    Column(String heading, int width, boolean toTheRight, int rank) {
        this.heading = heading;
        this.width = width;
        this.toTheRight = toTheRight;
        this.rank = rank;
    }

    /** The columns for which there is room, with their widths; a blank stands in front of each. */
    static Map<Column, Integer> layout(int columns) {
        List<Column> byRank = new ArrayList<>(List.of(values()));
        byRank.sort(Comparator.comparingInt(column -> column.rank));
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        int left = columns;
        for (Column column : byRank) {
            if (column.rank > 0 && left < column.width + 1) {
                break;
            }
            widths.put(column, column.width);
            left -= column.width + 1;
        }
        int more = widths.containsKey(TITLE) ? Math.min(left, WIDEST_TASK - TASK.width) : left;
        widths.merge(TASK, Math.max(1 - TASK.width, more), Integer::sum);
        if (widths.containsKey(TITLE)) {
            widths.merge(TITLE, left - more, Integer::sum);
        }
        return widths;
    }
}
