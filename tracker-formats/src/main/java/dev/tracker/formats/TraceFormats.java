package dev.tracker.formats;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats that can be read: those that come along and those of plug-ins. Immutable. */
public final class TraceFormats {

    /** Instead of a format's name: each file is read as what it turns out to be. */
    public static final String AUTO = "auto";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final Map<String, TraceFormat> byName;

    private TraceFormats(Map<String, TraceFormat> byName) {
        this.byName = byName;
    }

    /** The formats on the class path. */
    public static TraceFormats installed() {
        return load(loader());
    }

    /**
     * Those and the ones in jars outside of it.
     *
     * @param plugins jars, folders of jars, or folders of classes
     * @throws IOException if one of them can't be read
     * @throws IllegalArgumentException if one holds no usable format, or one whose name is taken; the message says which
     */
    public static TraceFormats with(List<Path> plugins) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path plugin : plugins) {
            addPlugin(plugin, urls);
        }
        // Stays open as long as the process: a format may load more of its classes at any time.
        return urls.isEmpty() ? installed() : load(new URLClassLoader(urls.toArray(URL[]::new), loader()));
    }

    private static ClassLoader loader() {
        return TraceFormat.class.getClassLoader();
    }

    private static void addPlugin(Path plugin, List<URL> urls) throws IOException {
        if (!Files.isDirectory(plugin)) {
            if (!Files.isReadable(plugin)) {
                throw new IOException("there is no " + plugin);
            }
            urls.add(url(plugin));
            return;
        }
        try (Stream<Path> files = Files.list(plugin)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(url(jar));
            }
        }
        if (Files.isDirectory(plugin.resolve("META-INF"))) {
            urls.add(url(plugin));
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    private static TraceFormats load(ClassLoader loader) {
        Map<String, TraceFormat> found = new LinkedHashMap<>();
        try {
            for (TraceFormat format : ServiceLoader.load(TraceFormat.class, loader)) {
                add(format, found);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException("a format can't be loaded: " + e.getMessage(), e);
        }
        return new TraceFormats(found);
    }

    private static void add(TraceFormat format, Map<String, TraceFormat> found) {
        String name = format.name();
        if (!NAME.matcher(name).matches() || name.equals(AUTO)) {
            throw new IllegalArgumentException(
                    "the format of " + format.getClass().getName() + " can't be called '" + name
                            + "': a name has lower-case letters, digits and hyphens, and is not " + AUTO);
        }
        TraceFormat other = found.putIfAbsent(name, format);
        if (other != null) {
            throw new IllegalArgumentException("two formats are called " + name + ": "
                    + other.getClass().getName() + " and " + format.getClass().getName());
        }
    }

    /** Every format, in the order to list them for people. */
    public List<TraceFormat> all() {
        return List.copyOf(byName.values());
    }

    /** The names of all formats. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * The format of that name; for {@link #AUTO} one that reads each file as what it is.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public TraceFormat byName(String name) {
        if (name.equals(AUTO)) {
            return new AutoFormat(this);
        }
        TraceFormat format = byName.get(name);
        if (format == null) {
            throw new IllegalArgumentException(
                    "no format is called '" + name + "'; known are " + String.join(", ", names()) + ", and " + AUTO);
        }
        return format;
    }

    /**
     * What the file is: a format that recognizes its content, or else one for which its name speaks. Null if it is none.
     *
     * @throws IOException if the file can't be read
     */
    public @Nullable TraceFormat detect(Path file) throws IOException {
        for (TraceFormat format : byName.values()) {
            if (format.recognizes(file)) {
                return format;
            }
        }
        for (TraceFormat format : byName.values()) {
            if (format.isSession(file)) {
                return format;
            }
        }
        return null;
    }
}
