package dev.tracker.core;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The start events of one made task, which may declare its criteria anew each time. */
final class RandomStarts {

    private final Random random;
    private int lastDeclared;

    RandomStarts(Random random) {
        this.random = random;
    }

    /** How many criteria the last start declared, 0 if none. */
    int lastDeclared() {
        return lastDeclared;
    }

    ExecutionEvent.Start next(EventEnvelope envelope) {
        @Nullable List<String> texts = null;
        int total = 0;
        int kind = random.nextInt(12);
        if (kind < 3) {
            total = 1 + random.nextInt(8);
        } else if (kind < 7) {
            texts = shortList(1 + random.nextInt(6));
        } else if (kind == 7) {
            total = random.nextInt(10) == 0 ? WireLimits.MAX_CRITERIA : 200;
        } else if (kind == 8) {
            texts = random.nextInt(4) == 0 ? listAboutTheBound() : List.of();
        }
        ExecutionEvent.Start start = new ExecutionEvent.Start(
                envelope, total, texts, maxIterations(), random.nextInt(3) == 0 ? budget() : null, title());
        lastDeclared = start.criteriaTotal();
        return start;
    }

    private List<String> shortList(int size) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(RandomTexts.around(256, random));
        }
        return texts;
    }

    /** Just about 256 texts of about 256 units each: together they may exceed the bound by a little, or leave a little room. */
    private List<String> listAboutTheBound() {
        int size = 254 + random.nextInt(40);
        int shortened = random.nextInt(size);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(RandomTexts.ofLength(i == shortened ? random.nextInt(256) : 256 + random.nextInt(3), random));
        }
        return texts;
    }

    private int maxIterations() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10) == 0 ? WireLimits.MAX_ITERATION : 1;
            case 1 -> 1 + random.nextInt(100);
            default -> 0;
        };
    }

    private Usd budget() {
        return random.nextInt(4) == 0 ? Usd.ZERO : Usd.of(random.nextInt(1_000_001));
    }

    private @Nullable String title() {
        return random.nextInt(3) == 0 ? null : RandomTexts.around(200, random);
    }
}
