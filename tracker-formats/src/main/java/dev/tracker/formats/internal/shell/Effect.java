package dev.tracker.formats.internal.shell;

import dev.tracker.formats.support.Deed;
import org.jspecify.annotations.Nullable;

/**
 * What one command does.
 *
 * @param kind what it does
 * @param path to which file, as the command spells it; null if it can't be named
 */
record Effect(Kind kind, @Nullable String path) {

    /** In ascending order of how much it tells about a whole command line. */
    enum Kind {
        /** Changes nothing worth telling: {@code cd}, {@code echo}. */
        NONE(Deed.RUN),
        READ(Deed.READ),
        DELETE(Deed.DELETE),
        RUN(Deed.RUN),
        WRITE(Deed.WRITE),
        EDIT(Deed.EDIT);

        private final String action;

        Kind(String action) {
            this.action = action;
        }

        String action() {
            return action;
        }

        boolean changesFile() {
            return this == WRITE || this == EDIT;
        }
    }

    static final Effect NONE = new Effect(Kind.NONE, null);
    static final Effect RUN = new Effect(Kind.RUN, null);

    /** A change of a file that can be named, or else just something that was run. */
    static Effect change(Kind kind, @Nullable String path) {
        return path == null || !ShellPaths.isLiteral(path) ? RUN : new Effect(kind, path);
    }

    static Effect read(@Nullable String path) {
        return new Effect(Kind.READ, path);
    }
}
