package dev.tracker.streams.access;

import dev.tracker.schemas.topics.Topics;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** Compares the ACLs that a cluster has with those that it should have, and adds what is missing. It takes none away. */
public final class AclAdmin {

    private final Admin admin;

    /** @param admin stays the caller's to close; needs the cluster's right to describe, and to alter for {@link #add} */
    public AclAdmin(Admin admin) {
        this.admin = admin;
    }

    /** Those of the wanted ones that do not exist. */
    public Set<AclBinding> missing(Collection<AclBinding> wanted) {
        Set<AclBinding> missing = new HashSet<>(wanted);
        missing.removeAll(existing(AclBindingFilter.ANY));
        return missing;
    }

    /** Whatever else is allowed on Tracker's topics, by name, by prefix or by a rule for all topics: somebody may do more than its role. */
    public Set<AclBinding> extra(Collection<AclBinding> wanted) {
        Set<AclBinding> extra = new HashSet<>();
        for (String topic : List.of(Topics.EVENTS, Topics.SNAPSHOTS, Topics.DEAD_LETTERS)) {
            extra.addAll(existing(new AclBindingFilter(
                    new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH),
                    AccessControlEntryFilter.ANY)));
        }
        extra.removeIf(binding -> binding.entry().permissionType() != AclPermissionType.ALLOW);
        extra.removeAll(new HashSet<>(wanted));
        return extra;
    }

    /** Adds them. */
    public void add(Collection<AclBinding> bindings) {
        try {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("could not add ACLs: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Collection<AclBinding> existing(AclBindingFilter filter) {
        try {
            return admin.describeAcls(filter).values().get();
        } catch (ExecutionException e) {
            throw new KafkaException("could not look up the ACLs: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
