package dev.tracker.cli.top;

import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a key means. */
enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    OPEN,
    BACK,
    QUIT,
    NEXT_SORT,
    PREVIOUS_SORT,
    REVERSE,
    TEXT,
    PROJECT,
    STATUS,
    ACTIVE,
    CLEAR,
    PAUSE,
    HELP,
    /** Nothing. */
    OTHER,
    /** While typing: the character itself. */
    CHARACTER,
    ERASE,
    ERASE_ALL,
    APPLY,
    LEAVE;

    private static final String ESCAPE = "\u001b";
    private static final String DELETE = "\u007f";

    /** Long enough for the rest of an arrow key's sequence over a slow line, short enough for a lone Escape to be felt at once. */
    private static final long ESCAPE_PATIENCE_MS = 150;

    /** While a list or a page is looked at. */
    static KeyMap<Key> looking(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(ESCAPE_PATIENCE_MS);
        keys.setNomatch(OTHER);
        keys.setUnicode(OTHER);
        bind(keys, terminal, UP, Capability.key_up, "k", "\u001b[A", "\u001bOA");
        bind(keys, terminal, DOWN, Capability.key_down, "j", "\u001b[B", "\u001bOB");
        bind(keys, terminal, PAGE_UP, Capability.key_ppage, KeyMap.ctrl('B'), "\u001b[5~");
        bind(keys, terminal, PAGE_DOWN, Capability.key_npage, KeyMap.ctrl('F'), "\u001b[6~");
        bind(keys, terminal, FIRST, Capability.key_home, "g", "\u001b[H", "\u001b[1~", "\u001bOH");
        bind(keys, terminal, LAST, Capability.key_end, "G", "\u001b[F", "\u001b[4~", "\u001bOF");
        keys.bind(OPEN, "\r", "\n");
        keys.bind(BACK, ESCAPE);
        keys.bind(QUIT, "q", "Q");
        keys.bind(NEXT_SORT, "s");
        keys.bind(PREVIOUS_SORT, "S");
        keys.bind(REVERSE, "r");
        keys.bind(TEXT, "/");
        keys.bind(PROJECT, "P");
        keys.bind(STATUS, "t");
        keys.bind(ACTIVE, "a");
        keys.bind(CLEAR, "c");
        keys.bind(PAUSE, " ", "p");
        keys.bind(HELP, "?", "h");
        return keys;
    }

    /** While something is typed. */
    static KeyMap<Key> typing() {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(ESCAPE_PATIENCE_MS);
        keys.setNomatch(OTHER);
        keys.setUnicode(CHARACTER);
        keys.bind(CHARACTER, KeyMap.range(" -~"));
        keys.bind(ERASE, DELETE, "\b");
        keys.bind(ERASE_ALL, KeyMap.ctrl('U'));
        keys.bind(APPLY, "\r", "\n");
        keys.bind(LEAVE, ESCAPE);
        return keys;
    }

    private static void bind(KeyMap<Key> keys, Terminal terminal, Key key, Capability capability, String... sequences) {
        String own = KeyMap.key(terminal, capability);
        if (own != null && !own.isEmpty()) {
            keys.bind(key, own);
        }
        keys.bind(key, List.of(sequences));
    }
}
