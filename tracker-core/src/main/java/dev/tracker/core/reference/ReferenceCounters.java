package dev.tracker.core.reference;

import dev.tracker.schemas.Counters;

/** The counters of a task. */
final class ReferenceCounters {

    long applied;
    long duplicates;
    long late;
    long fenced;
    long rejected;
    long actions;
    long failedActions;
    long errors;
    long transientErrors;

    Counters toCounters() {
        return new Counters(
                applied, duplicates, late, fenced, rejected, actions, failedActions, errors, transientErrors);
    }
}
