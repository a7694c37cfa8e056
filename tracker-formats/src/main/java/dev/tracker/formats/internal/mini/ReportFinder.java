package dev.tracker.formats.internal.mini;

import dev.tracker.formats.internal.run.RunPlace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code logs/run_evaluation/RUN/MODEL/INSTANCE/report.json} beside the folder of the batches.
 *
 * <p>People name an evaluation for the batch it evaluates, but not strictly. RUN without an ending {@code _eval} must be the batch's name, or a
 * beginning of it that ends where a word of the name ends: {@code bench_eval} evaluates {@code bench} and {@code bench_dev}, not {@code bench1}.
 * A RUN that is named for another batch beside this one is that batch's. Of those left which hold the instance for the run's model, the one with
 * the longest name in common counts.
 */
final class ReportFinder {

    /** What the recording says must not lead elsewhere, nor be a name that no file can have. */
    private static final Pattern FOLDER_NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]+");

    private static final Pattern EVALUATION_ENDING = Pattern.compile("[_-](eval|evaluation)$");

    /** The report of the run, or null if there is none. */
    static @Nullable Path find(RunPlace place) {
        Path root = place.root();
        Path home = root == null ? null : root.getParent();
        if (root == null
                || home == null
                || !FOLDER_NAME.matcher(place.instance()).matches()) {
            return null;
        }
        Path runs = home.resolve("logs").resolve("run_evaluation");
        return folders(runs).stream()
                .filter(run -> belongs(stem(run), place.batch(), root))
                .sorted(Comparator.<Path>comparingInt(run -> stem(run).length())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .flatMap(run -> folders(run).stream())
                .filter(model -> isModel(model, place.model()))
                .map(model -> model.resolve(place.instance()).resolve("report.json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static boolean belongs(String stem, String batch, Path root) {
        if (stem.equals(batch)) {
            return true;
        }
        boolean begins =
                !stem.isEmpty() && batch.startsWith(stem) && !Character.isLetterOrDigit(batch.charAt(stem.length()));
        return begins && !Files.isDirectory(root.resolve(stem));
    }

    /** The evaluation writes a model's name with {@code __} for the slash. */
    private static boolean isModel(Path folder, @Nullable String model) {
        return model == null || folder.getFileName().toString().equals(model.replace("/", "__"));
    }

    private static String stem(Path run) {
        return EVALUATION_ENDING.matcher(run.getFileName().toString()).replaceFirst("");
    }

    private static List<Path> folders(Path parent) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
            entries.forEach(folders::add);
        } catch (IOException e) {
            // No such folder, or not ours to look into: then there is no evaluation for us.
            return List.of();
        }
        folders.sort(null);
        return folders;
    }

    private ReportFinder() {}
}
