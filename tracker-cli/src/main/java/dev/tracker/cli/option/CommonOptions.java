package dev.tracker.cli.option;

import picocli.CommandLine.Option;

/** Help, which every command has. */
public final class CommonOptions {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;
}
