package dev.tracker.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that a command writes: it stands between two marks and is replaced as a whole; everything else is written by people and stays. */
public final class PagePart {

    /**
     * Puts the text between the marks, at the end of the page where there are none yet.
     *
     * @param title begins a page that has yet to be made
     * @param kind and name stand in the marks
     * @param text ends with a line's end
     */
    public static void replace(Path page, String title, String kind, String name, String text) throws IOException {
        String begin = "<!-- " + kind + " " + name + " -->\n";
        String end = "<!-- end " + name + " -->\n";
        String part = begin + text + end;
        String old = Files.exists(page) ? Files.readString(page) : title;
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        String changed = from >= 0 && to > from
                ? old.substring(0, from) + part + old.substring(to + end.length())
                : old + "\n## " + name + "\n\n" + part;
        Path folder = page.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(page, changed);
    }

    private PagePart() {}
}
