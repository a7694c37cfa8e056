package dev.tracker.cli.manual;

import dev.tracker.cli.look.Screens;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = "Show the manual page, or print its source where the output is no terminal.",
        footer = {
            "",
            "Examples:",
            "  tracker man",
            "  tracker man show",
            "  tracker man > ~/.local/share/man/man1/tracker.1    then: man tracker"
        })
public final class ManCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The page of that command alone.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String page = ManPage.of(ManPage.find(spec.root().commandLine(), words).getCommandSpec());
        if (!Screens.isScreen() || !isShown(page)) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(page);
            out.flush();
        }
        return 0;
    }

    /** False if there is no {@code man} that can. */
    private static boolean isShown(String page) throws IOException, InterruptedException {
        Path file = Files.createTempFile("tracker", ".1");
        try {
            Files.writeString(file, page);
            return new ProcessBuilder("man", "-l", file.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } finally {
            Files.delete(file);
        }
    }
}
