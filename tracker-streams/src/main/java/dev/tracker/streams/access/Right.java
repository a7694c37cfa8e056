package dev.tracker.streams.access;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** One thing that a role may do. Reading and writing include describing. */
public record Right(ResourcePattern resource, AclOperation operation) {

    static Right topic(AclOperation operation, String name) {
        return new Right(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), operation);
    }

    static Right group(AclOperation operation, String name) {
        return new Right(new ResourcePattern(ResourceType.GROUP, name, PatternType.LITERAL), operation);
    }

    static Right transactions(String prefix) {
        return new Right(
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED), AclOperation.WRITE);
    }

    /** Allows it to a principal, from any host. */
    public AclBinding to(String principal) {
        return new AclBinding(resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
}
