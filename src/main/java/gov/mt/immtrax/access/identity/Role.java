package gov.mt.immtrax.access.identity;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles of people in this service. The group is the name of the role in the engine, and in the {@code groups} claim
 * unless the settings name other groups (contract: Roles).
 */
public enum Role {

    /** Supervisors and users: everyone who logs in and belongs to no staff group. Sees only requests that name them. */
    CITIZEN(null),
    /** Works the task list: provisions access, returns and declines requests, corrects email addresses. */
    HELP_DESK("help-desk"),
    /** The help desk lead: gets what is overdue. */
    HELP_DESK_LEAD("help-desk-lead"),
    /** Keeps the register of accounts and answers auditors: sees every request and every email that was sent. */
    REGISTRY_STAFF("registry-staff"),
    /** Operates the service: Cockpit, failed jobs. Sees what runs, but not whom it is about. */
    OPERATIONS("camunda-admin");

    /** Decides about access and corrects addresses. */
    public static final Set<Role> DESK = Set.of(HELP_DESK, HELP_DESK_LEAD);
    /** Works on requests. Operations do not, because they need not know whom a request is about. */
    public static final Set<Role> WORKS_ON_REQUESTS = Set.of(HELP_DESK, HELP_DESK_LEAD, REGISTRY_STAFF);
    /** Answers auditors and may export lists of people. */
    public static final Set<Role> ANSWERABLE = Set.of(HELP_DESK_LEAD, REGISTRY_STAFF);

    private final @Nullable String group;

    Role(@Nullable String group) {
        this.group = group;
    }

    /** Name of the group in the engine; empty for citizens. */
    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    public boolean isStaff() {
        return this != CITIZEN;
    }

    /** Spring Security's name of this role, as in {@code ROLE_HELP_DESK}. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** The role of a group in the engine; empty for groups without a role. */
    public static Optional<Role> ofGroup(String group) {
        for (Role role : values()) {
            if (group.equals(role.group)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
