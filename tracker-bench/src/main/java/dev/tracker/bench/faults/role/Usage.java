package dev.tracker.bench.faults.role;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds, on Linux.
 *
 * @param heapMiB in use after a full collection
 * @param openFiles file descriptors, sockets included
 * @param threads of the process
 */
public record Usage(long heapMiB, long openFiles, long threads) {

    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");

    static Usage of(long pid) throws InterruptedException {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<Path> threads = Files.list(process.resolve("task"))) {
            command(pid, "GC.run");
            long used = 0;
            Matcher matcher = USED.matcher(command(pid, "GC.heap_info"));
            while (matcher.find()) {
                used += Long.parseLong(matcher.group(1));
            }
            return new Usage(used >> 10, files.count(), threads.count());
        } catch (IOException e) {
            throw new BenchException("what process " + pid + " holds can't be seen: " + e.getMessage(), e);
        }
    }

    private static String command(long pid, String order) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), order)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), Charset.defaultCharset());
        jcmd.waitFor();
        return said;
    }
}
