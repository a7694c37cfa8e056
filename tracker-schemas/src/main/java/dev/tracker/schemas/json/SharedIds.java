package dev.tracker.schemas.json;

/**
 * Gives equal ids as one object: agents, projects and models are few and stand in every event, so a task's state need not hold copies of its own, and comparing
 * is looking whether it is the same. Forgets whatever another id takes the place of. Thread-safe: a race only costs a copy, because strings are immutable.
 */
final class SharedIds {

    private static final int PLACES = 1 << 12;

    private static final String[] IDS = new String[PLACES];

    static String of(String id) {
        int hash = id.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String known = IDS[place];
        if (id.equals(known)) {
            return known;
        }
        IDS[place] = id;
        return id;
    }

    private SharedIds() {}
}
