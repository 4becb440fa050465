package gov.mt.immtrax.access.account;

import java.time.LocalDate;

/** Nancy's account, as the screenshots of request-steps.txt would have it. */
public final class SampleAccount {

    public static final String SUPERVISOR = "stacy.supervisor@sphealth.org";
    public static final String USER = "nancy.nurse@sphealth.org";

    private SampleAccount() {}

    public static AccountFacts facts() {
        return facts("nnurse", "Nancy", "Nurse", USER);
    }

    /** Somebody else at the same place. */
    public static AccountFacts facts(String username, String firstName, String lastName, String address) {
        return new AccountFacts(
                username,
                firstName,
                lastName,
                address,
                "St. Peters Health",
                "SPH Broadway",
                AccessLevel.READ_ONLY_WITH_CONSENT,
                "2102",
                "Stacy Supervisor",
                SUPERVISOR,
                "REQ0100387",
                null,
                null,
                null);
    }

    /** The same account, while nobody is known who may decide on it. */
    public static AccountFacts withoutSupervisor(AccountFacts f) {
        return new AccountFacts(
                f.username(),
                f.firstName(),
                f.lastName(),
                f.emailAddress(),
                f.employer(),
                f.locationName(),
                f.accessLevel(),
                f.vfcPin(),
                null,
                null,
                f.agreementRequest(),
                f.endDate(),
                f.phoneNumber(),
                f.jobTitle());
    }

    public static AccountFacts endingOn(LocalDate day) {
        AccountFacts f = facts();
        return new AccountFacts(
                f.username(),
                f.firstName(),
                f.lastName(),
                f.emailAddress(),
                f.employer(),
                f.locationName(),
                f.accessLevel(),
                f.vfcPin(),
                f.supervisorName(),
                f.supervisorAddress(),
                f.agreementRequest(),
                day,
                f.phoneNumber(),
                f.jobTitle());
    }
}
