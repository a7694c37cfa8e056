package dev.tracker.cli.option;

import java.nio.file.Path;
import java.util.Map;

/** Where programs keep what is to survive them, by the XDG base directory specification. */
public final class StateFolder {

    /** Tracker's own of that name: below {@code XDG_STATE_HOME} or, without it, {@code ~/.local/state}. */
    public static Path of(String name, Map<String, String> environment) {
        String state = environment.get("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(state);
        return base.resolve("tracker").resolve(name);
    }

    private StateFolder() {}
}
