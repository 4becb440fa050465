package gov.mt.immtrax.access.identity;

import java.util.Optional;
import java.util.Set;

/**
 * Who a person is to this service. The group is the engine's name of the role, and what the {@code groups} claim
 * carries unless the settings name other groups (contract: Roles).
 */
public enum Role {

    /**
     * Supervisors and users: everybody who logs in and belongs to no staff group. Sees only requests that name them.
     */
    CITIZEN(null),
    /** Works the task list: provisions access, returns and declines requests, corrects mail addresses. */
    HELP_DESK("help-desk"),
    /** The help desk's lead: gets what is overdue. */
    HELP_DESK_LEAD("help-desk-lead"),
    /** Keeps the register of accounts and answers auditors: sees every request and every mail that was sent. */
    REGISTRY_STAFF("registry-staff"),
    /** Runs the service: Cockpit, failed jobs. Sees what runs, and not whom it is about. */
    OPERATIONS("camunda-admin");

    /** Decides about access and corrects addresses. */
    public static final Set<Role> DESK = Set.of(HELP_DESK, HELP_DESK_LEAD);
    /** Works on requests; operations run the service and need not know whom it is about. */
    public static final Set<Role> WORKS_ON_REQUESTS = Set.of(HELP_DESK, HELP_DESK_LEAD, REGISTRY_STAFF);
    /** Answers auditors and may take lists of people away. */
    public static final Set<Role> ANSWERABLE = Set.of(HELP_DESK_LEAD, REGISTRY_STAFF);

    private final String group;

    Role(String group) {
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

    /** The role of a group of the engine; empty for groups that mean nothing here. */
    public static Optional<Role> ofGroup(String group) {
        for (Role role : values()) {
            if (group.equals(role.group)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
