package dev.tracker.core.client;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How settings of Kafka's clients stand in the environment: {@code KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}, and {@code KAFKA_SASL_JAAS_CONFIG_FILE} names a
 * file that holds {@code sasl.jaas.config}. This is the one place that says so.
 */
public final class KafkaVariable {

    private static final String PREFIX = "KAFKA_";
    private static final String FILE = "_FILE";

    /** Of Kafka's own scripts, and what Kubernetes tells every container about a service that is called kafka. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("KAFKA_(HOME|(.*_)?OPTS|(.*_)?SERVICE_HOST|(.*_)?SERVICE_PORT(_.*)?"
                    + "|(.*_)?PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** Whether a variable of that name is meant for the clients. */
    public static boolean isSetting(String variable) {
        return variable.startsWith(PREFIX) && !OF_OTHERS.matcher(variable).matches();
    }

    /** The setting of that variable, by Kafka's name. */
    public static String setting(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Whether it may name a file with the value instead; some settings of Kafka's end alike. */
    public static boolean mayNameFile(String variable) {
        return variable.endsWith(FILE);
    }

    /** The setting that is in the file which that variable names. */
    public static String settingInFile(String variable) {
        return setting(variable.substring(0, variable.length() - FILE.length()));
    }

    /** The variable of a setting. */
    public static String of(String setting) {
        return PREFIX + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private KafkaVariable() {}
}
