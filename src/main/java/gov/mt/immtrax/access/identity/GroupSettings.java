package gov.mt.immtrax.access.identity;

import jakarta.validation.constraints.NotEmpty;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Maps groups of the identity provider to roles, for providers with their own group names. In the engine, the group of
 * a role keeps its name, {@link Role#group()}.
 */
@Validated
@ConfigurationProperties("immtrax.identity.groups")
record GroupSettings(
        @NotEmpty @DefaultValue("help-desk") List<String> helpDesk,
        @NotEmpty @DefaultValue("help-desk-lead") List<String> helpDeskLead,
        @NotEmpty @DefaultValue("registry-staff") List<String> registryStaff,
        @NotEmpty @DefaultValue("camunda-admin") List<String> operations) {

    /**
     * The roles of someone with these groups, always including {@link Role#CITIZEN}. Group names are case-sensitive.
     */
    Set<Role> roles(Collection<String> groups) {
        Set<Role> roles = EnumSet.of(Role.CITIZEN);
        for (Role role : Role.values()) {
            if (!Collections.disjoint(names(role), groups)) {
                roles.add(role);
            }
        }
        return Collections.unmodifiableSet(roles);
    }

    private List<String> names(Role role) {
        return switch (role) {
            case CITIZEN -> List.of();
            case HELP_DESK -> helpDesk;
            case HELP_DESK_LEAD -> helpDeskLead;
            case REGISTRY_STAFF -> registryStaff;
            case OPERATIONS -> operations;
        };
    }
}
