package dev.tracker.cli.role;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.access.AclAdmin;
import dev.tracker.streams.access.KafkaRole;
import dev.tracker.streams.access.Right;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = {
            "Print the ACLs that each role needs; with --check or --apply, compare them with the cluster's.",
            "Takes none away. Exit code 1 if some are missing, or if anyone may do more with Tracker's topics."
        },
        footer = {
            "",
            "Examples:",
            "  tracker acls",
            "  tracker acls --principal worker=User:ci --principal worker=User:laptop",
            "  tracker acls --apply --bootstrap kafka:9093"
        })
public final class AclsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--check", description = "Say what is missing in the cluster, and what is too much.")
    private boolean check;

    @Option(names = "--apply", description = "Add what is missing, then check. Needs a user who may alter the cluster.")
    private boolean apply;

    @Option(
            names = "--principal-prefix",
            paramLabel = "PREFIX",
            defaultValue = "User:tracker-",
            description = "With a role's name behind it, the principal of the role (default: ${DEFAULT-VALUE}).")
    private String principalPrefix = "User:tracker-";

    @Option(
            names = "--principal",
            paramLabel = "ROLE=PRINCIPAL",
            description = "A principal of the role instead; may be given more than once.")
    private List<String> principals = List.of();

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = AggregatorSettings.DEFAULT_APPLICATION_ID,
            description = "That of the aggregators (default: ${DEFAULT-VALUE}).")
    private String applicationId = AggregatorSettings.DEFAULT_APPLICATION_ID;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Map<KafkaRole, List<String>> named = named();
        List<AclBinding> wanted = new ArrayList<>();
        for (KafkaRole role : KafkaRole.values()) {
            for (String principal : named.getOrDefault(role, List.of(principalPrefix + role))) {
                for (Right right : role.rights(applicationId)) {
                    wanted.add(right.to(principal));
                }
            }
        }
        if (!check && !apply) {
            print("allow", wanted);
            return 0;
        }
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            return compare(new AclAdmin(admin), wanted);
        }
    }

    private int compare(AclAdmin acls, List<AclBinding> wanted) {
        Collection<AclBinding> missing = acls.missing(wanted);
        if (apply && !missing.isEmpty()) {
            acls.add(missing);
        }
        Collection<AclBinding> extra = acls.extra(wanted);
        print(apply ? "added" : "missing", missing);
        print("extra", extra);
        PrintWriter out = spec.commandLine().getOut();
        out.println((wanted.size() - missing.size()) + " there, " + missing.size() + (apply ? " added, " : " missing, ")
                + extra.size() + " too much");
        out.flush();
        return extra.isEmpty() && (apply || missing.isEmpty()) ? 0 : 1;
    }

    private Map<KafkaRole, List<String>> named() {
        Map<KafkaRole, List<String>> named = new HashMap<>();
        for (String given : principals) {
            String[] parts = given.split("=", 2);
            if (parts.length < 2 || parts[1].indexOf(':') < 1) {
                throw new UserException("--principal must be ROLE=TYPE:NAME, worker=User:ci for example, not " + given);
            }
            named.computeIfAbsent(role(parts[0]), role -> new ArrayList<>()).add(parts[1]);
        }
        return named;
    }

    private static KafkaRole role(String name) {
        try {
            return KafkaRole.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "--principal must name one of the roles " + List.of(KafkaRole.values()) + ", not " + name, e);
        }
    }

    private void print(String what, Collection<AclBinding> bindings) {
        PrintWriter out = spec.commandLine().getOut();
        bindings.stream().map(AclsCommand::line).sorted().forEach(line -> out.println(what + " " + line));
        out.flush();
    }

    private static String line(AclBinding binding) {
        return binding.entry().principal() + " "
                + binding.entry().operation().name().toLowerCase(Locale.ROOT) + " "
                + binding.pattern().resourceType().name().toLowerCase(Locale.ROOT) + " "
                + binding.pattern().name() + (binding.pattern().patternType() == PatternType.PREFIXED ? "..." : "");
    }
}
