package gov.mt.immtrax.access.demo.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who can log in to the demo (contract.md, Pages); the password of each is {@value #PASSWORD}. */
public enum DemoPerson {
    STACY_SUPERVISOR(
            "stacy.supervisor@sphealth.org",
            "Stacy Supervisor",
            "Supervisor at St. Peters Health: requests access for the people who work for her."),
    NANCY_NURSE(
            "nancy.nurse@sphealth.org",
            "Nancy Nurse",
            "Clinic nurse: signs the user agreement once Stacy has requested access for her."),
    OTHER_SUPERVISOR(
            "other.supervisor@example.org",
            "Other Supervisor",
            "Supervisor at another employer: sees nothing of Stacy's requests."),
    HELP_DESK(
            "help.desk@mt.gov",
            "Help Desk",
            "Sets up access in Tasklist, or returns or declines a request.",
            "help-desk"),
    HELP_DESK_LEAD(
            "help.desk.lead@mt.gov",
            "Help Desk Lead",
            "Leads the help desk and gets what is overdue.",
            "help-desk",
            "help-desk-lead"),
    REGISTRY_STAFF(
            "registry.staff@mt.gov",
            "Registry Staff",
            "Keeps the register of accounts; sees every request and every email.",
            "registry-staff"),
    OPERATIONS(
            "operations@mt.gov",
            "Operations",
            "Runs the service: looks after failed jobs in Cockpit.",
            "camunda-admin"),

    /** Can log in, but the provider does not vouch for the address; for tests, so the login page does not offer it. */
    UNVERIFIED("unverified@example.org", "Unverified Person", "Has not confirmed this address.");

    public static final String PASSWORD = "demo";

    private final String address;
    private final String fullName;
    private final String about;
    private final List<String> groups;

    DemoPerson(String address, String fullName, String about, String... groups) {
        this.address = address;
        this.fullName = fullName;
        this.about = about;
        this.groups = List.of(groups);
    }

    public String address() {
        return address;
    }

    public String fullName() {
        return fullName;
    }

    /** What the person is, in one sentence. */
    String about() {
        return about;
    }

    boolean isListed() {
        return this != UNVERIFIED;
    }

    /** An id that tells nothing about the person and outlives a restart, as a real provider's does. */
    String subject() {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Map<String, Object> claims() {
        return Map.of("email", address, "email_verified", this != UNVERIFIED, "name", fullName, "groups", groups);
    }

    static Optional<DemoPerson> ofAddress(String address) {
        return Arrays.stream(values())
                .filter(person -> person.address.equalsIgnoreCase(address.strip()))
                .findFirst();
    }

    static DemoPerson ofSubject(String subject) {
        return Arrays.stream(values())
                .filter(person -> person.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
