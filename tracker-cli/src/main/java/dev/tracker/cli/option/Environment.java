package dev.tracker.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings from the environment: {@code --commit-interval} is also {@code TRACKER_COMMIT_INTERVAL}; with {@code _FILE} behind it, the value is the content of that
 * file, which keeps secrets out of process lists. {@code KAFKA_*} variables go to Kafka's
 * clients; see {@link KafkaVariables}.
 */
public final class Environment implements IDefaultValueProvider {

    private static final String PREFIX = "TRACKER_";
    private static final String FILE = "_FILE";

    /** Read by the launcher script, or set by it. */
    private static final Set<String> LAUNCHER_KEYS = Set.of("TRACKER_JAVA_OPTS", "TRACKER_HOME", "TRACKER_PEERS");

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String key = key(option.longestName());
        String value = variables.get(key);
        String file = variables.get(key + FILE);
        if (file == null) {
            return value;
        }
        if (value != null) {
            throw new UserException("both " + key + " and " + key + FILE + " are set; unset one");
        }
        return read(key + FILE, file);
    }

    /** The variable that gives the option its value, null if none does. */
    public @Nullable String source(OptionSpec option) {
        String key = key(option.longestName());
        if (variables.containsKey(key + FILE)) {
            return key + FILE;
        }
        return variables.containsKey(key) ? key : null;
    }

    /**
     * A misspelt key must not be passed over in silence: somebody believes that it is in force.
     *
     * @throws UserException naming the first key that no option of any command has
     */
    public void refuseUnknownKeys(CommandLine root) {
        Set<String> known = new TreeSet<>(LAUNCHER_KEYS);
        collect(root, known);
        for (String key : new TreeSet<>(variables.keySet())) {
            if (key.startsWith(PREFIX) && !known.contains(key)) {
                throw new UserException("the environment variable " + key + " is none of Tracker's; known are "
                        + String.join(
                                ", ",
                                new TreeSet<>(known.stream()
                                        .filter(name -> !name.endsWith(FILE))
                                        .toList())));
            }
        }
    }

    /** The environment of a command. */
    static Environment of(CommandSpec command) {
        if (command.commandLine().getDefaultValueProvider() instanceof Environment environment) {
            return environment;
        }
        throw new IllegalStateException("the command runs without an environment");
    }

    /**
     * Settings of Kafka's clients, by Kafka's names.
     *
     * @throws UserException naming the variable, if one is unknown, has a bad value or lessens what is checked
     */
    Map<String, String> kafkaProperties() {
        return KafkaVariables.properties(variables);
    }

    /** The text with the secrets that the environment gives to Kafka's clients made illegible. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : KafkaVariables.secrets(variables)) {
            redacted = secret.isBlank() ? redacted : redacted.replace(secret, "********");
        }
        return redacted;
    }

    private static void collect(CommandLine command, Set<String> known) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            known.add(key(option.longestName()));
            known.add(key(option.longestName()) + FILE);
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, known));
    }

    private static String key(String option) {
        return PREFIX + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static String read(String key, String file) {
        if (file.isBlank()) {
            throw new UserException(key + " is empty; it must name a file");
        }
        try {
            String value = Files.readString(Path.of(file)).strip();
            if (value.isEmpty()) {
                throw new UserException(key + " names an empty file: " + file);
            }
            return value;
        } catch (IOException e) {
            throw new UserException(key + " names a file that can't be read: " + file, e);
        } catch (InvalidPathException e) {
            throw new UserException(key + " is no name of a file", e);
        }
    }
}
