package dev.tracker.formats.support;

import dev.tracker.schemas.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What an agent did, in the words of the events: {@code read}, {@code edit}, {@code create}, {@code write}, {@code delete}, {@code run},
 * {@code delegate}, or the tool's own name where none of these fits.
 *
 * @param action the verb
 * @param target what it was done to: a path, a command, a pattern, an address
 */
public record Deed(String action, @Nullable String target) {

    public static final String READ = "read";
    public static final String EDIT = "edit";
    public static final String CREATE = "create";
    public static final String WRITE = "write";
    public static final String DELETE = "delete";
    public static final String RUN = "run";
    public static final String DELEGATE = "delegate";

    /** A command carries whole files in here-documents; beyond this it tells nothing more. */
    private static final int MAX_COMMAND = 4_096;

    /** A command was run. */
    public static Deed run(String command) {
        return new Deed(RUN, Texts.abridge(command.strip(), MAX_COMMAND));
    }

    /** The same target, another verb. */
    public Deed as(String otherAction) {
        return new Deed(otherAction, target);
    }
}
