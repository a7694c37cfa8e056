package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.stage.Layout;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A row of the fault table.
 *
 * @param name by which it is asked for
 * @param fault what is done, in words
 * @param holds what must hold, in words
 * @param layout what it is done to
 * @param secondsAStep how long one step takes, roughly, recovery included
 * @param weight how much of a campaign's time it gets, compared with others
 * @param steps makes its steps
 */
public record Scenario(
        String name, String fault, String holds, Layout layout, int secondsAStep, int weight, StepMaker steps) {

    /** Draws one step. */
    @FunctionalInterface
    public interface StepMaker {
        /** @param index of the step in the plan, from 0 */
        Step make(int index, Random random);
    }

    /** One of which all promises must hold, done to the usual installation. */
    static Scenario of(String name, String fault, int secondsAStep, StepMaker steps) {
        return new Scenario(name, fault, "I1-I6", Layout.USUAL, secondsAStep, 1, steps);
    }

    Scenario holding(String what) {
        return new Scenario(name, fault, what, layout, secondsAStep, weight, steps);
    }

    Scenario on(Layout other) {
        return new Scenario(name, fault, holds, other, secondsAStep, weight, steps);
    }

    Scenario weighing(int other) {
        return new Scenario(name, fault, holds, layout, secondsAStep, other, steps);
    }

    /** What will be done, drawn before anything is: the same random numbers, the same plan. */
    public List<Step> plan(Random random, int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> steps.make(index, random))
                .toList();
    }
}
