package dev.tracker.cli.option;

import dev.tracker.core.client.KafkaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Kafka's clients in the environment: {@code KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}, and {@code KAFKA_SASL_JAAS_CONFIG_FILE} names a file
 * that holds {@code sasl.jaas.config}. A setting that no client knows is refused, because somebody believes that it is in force.
 */
final class KafkaVariables {

    private static final String HOST_CHECK = "ssl.endpoint.identification.algorithm";

    /** Streams passes settings on to one kind of its clients by these. */
    private static final Pattern STREAMS_PREFIX =
            Pattern.compile("^(main\\.consumer|restore\\.consumer|global\\.consumer|consumer|producer|admin)\\.");

    private static final Pattern PASSWORD_IN_JAAS =
            Pattern.compile("(?i)password\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;]+)");

    private static final List<ConfigDef> CLIENTS = List.of(
            AdminClientConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            StreamsConfig.configDef());

    /**
     * What they say, by Kafka's names.
     *
     * @throws UserException naming the variable, if one is unknown, has a bad value or lessens what is checked
     */
    static Map<String, String> properties(Map<String, String> variables) {
        Map<String, String> properties = new TreeMap<>();
        new TreeMap<>(variables).forEach((variable, value) -> {
            if (KafkaVariable.isSetting(variable)) {
                put(variable, value, properties);
            }
        });
        return properties;
    }

    private static void put(String variable, String value, Map<String, String> properties) {
        String name = KafkaVariable.setting(variable);
        String content = value;
        if (definition(name) == null && KafkaVariable.mayNameFile(variable)) {
            name = KafkaVariable.settingInFile(variable);
            content = Environment.read(variable, value);
        }
        ConfigDef.ConfigKey key = definition(name);
        if (key == null) {
            throw new UserException("the environment variable " + variable + " would set " + name
                    + ", which no client of Kafka knows; unset it, or correct its name");
        }
        check(variable, key, content);
        if (properties.put(name, content) != null) {
            throw new UserException("both " + KafkaVariable.of(name) + " and " + variable + " are set; unset one");
        }
    }

    private static void check(String variable, ConfigDef.ConfigKey key, String value) {
        if (key.name.equals(HOST_CHECK) && !value.equals("https")) {
            throw new UserException(
                    variable + " must be https or unset: who does not check the broker's name speaks to anybody");
        }
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
        } catch (ConfigException e) {
            throw new UserException(variable + ": " + (isSecret(key) ? "its value is bad" : e.getMessage()), e);
        }
    }

    private static ConfigDef.@Nullable ConfigKey definition(String name) {
        String plain = STREAMS_PREFIX.matcher(name).replaceFirst("");
        for (ConfigDef client : CLIENTS) {
            ConfigDef.ConfigKey key = client.configKeys().get(plain);
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static boolean isSecret(ConfigDef.ConfigKey key) {
        return key.type == ConfigDef.Type.PASSWORD;
    }

    /** What must not be shown: whole JAAS lines and the passwords in them, keys, passwords of key stores. Good settings or bad, this does not fail. */
    static List<String> secrets(Map<String, String> variables) {
        List<String> secrets = new ArrayList<>();
        variables.forEach((variable, value) -> {
            if (KafkaVariable.isSetting(variable)) {
                addSecrets(KafkaVariable.setting(variable), value, secrets);
                if (KafkaVariable.mayNameFile(variable)) {
                    addSecretsOfFile(variable, value, secrets);
                }
            }
        });
        return secrets;
    }

    private static void addSecretsOfFile(String variable, String file, List<String> secrets) {
        try {
            addSecrets(KafkaVariable.settingInFile(variable), Environment.read(variable, file), secrets);
        } catch (UserException e) {
            // Nothing could be read, so nothing can be shown.
        }
    }

    private static void addSecrets(String name, String value, List<String> secrets) {
        ConfigDef.ConfigKey key = definition(name);
        if (key == null || !isSecret(key)) {
            return;
        }
        secrets.add(value);
        Matcher password = PASSWORD_IN_JAAS.matcher(value);
        while (password.find()) {
            secrets.add(password.group(1).replaceAll("^[\"']|[\"']$", ""));
        }
    }

    private KafkaVariables() {}
}
