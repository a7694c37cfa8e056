package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.proxy.Weather;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.Wait;
import java.time.Duration;
import java.util.Random;

/** What happens between Tracker and its servers. */
final class NetworkFaults {

    private static final int MOST_PAUSE_MS = 2_000;
    private static final int LEAST_MS = 2_000;
    private static final int MOST_MS = 14_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One kind of weather for a while, before Kafka, PostgreSQL or both. */
    static Scenario.StepMaker weather(String words, Weather weather) {
        return (index, random) -> {
            int ms = LEAST_MS + random.nextInt(MOST_MS - LEAST_MS);
            boolean kafka = index % 3 != 1;
            boolean database = index % 3 != 0;
            String where = kafka ? (database ? "Kafka and PostgreSQL" : "Kafka") : "PostgreSQL";
            return step(random, words + " before " + where + " for " + ms + " ms", stage -> {
                long before = held(stage);
                if (kafka) {
                    stage.brokers().set(weather);
                }
                if (database) {
                    stage.postgres().proxy().set(weather);
                }
                Thread.sleep(ms);
                stage.brokers().set(Weather.FAIR);
                stage.postgres().proxy().set(Weather.FAIR);
                stage.healed();
                long held = held(stage) - before;
                if (held == 0) {
                    throw new NoEffectException("nothing was on its way");
                }
                return "held back " + held + " times";
            });
        };
    }

    private static long held(Stage stage) {
        return stage.brokers().held() + stage.postgres().proxy().held();
    }

    static Step reset(int index, Random random) {
        return step(random, "RST on every connection to Kafka and PostgreSQL", stage -> {
            int cut = stage.brokers().reset() + stage.postgres().proxy().reset();
            if (cut == 0) {
                throw new NoEffectException("there was no connection");
            }
            return cut + " connections cut";
        });
    }

    static Step loseCommitAnswer(int index, Random random) {
        return step(random, "the answer to a COMMIT is lost", stage -> {
            int before = stage.postgres().commitAnswers().swallowed();
            stage.postgres().commitAnswers().swallowNext();
            Wait.until(
                    "an answer to COMMIT was swallowed",
                    Duration.ofMillis(20),
                    PATIENCE,
                    () -> stage.postgres().commitAnswers().swallowed() > before);
            return "one answer swallowed, its connection cut";
        });
    }

    private static Step step(Random random, String fault, Step.Injection injection) {
        return new Step(random.nextInt(MOST_PAUSE_MS), fault, injection);
    }

    private NetworkFaults() {}
}
