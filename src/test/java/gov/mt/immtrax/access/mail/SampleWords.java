package gov.mt.immtrax.access.mail;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a room would say of the request of request-steps.txt. */
public final class SampleWords {

    private SampleWords() {}

    /** Every word that a template may use, in a map that can be changed. */
    public static Map<String, Object> all() {
        var words = new HashMap<String, Object>();
        words.put("requestNumber", "REQ0100387");
        words.put("userName", "Nancy Nurse");
        words.put("supervisorName", "Stacy Supervisor");
        words.put("supervisorAddress", "stacy.supervisor@sphealth.org");
        words.put("employer", "St. Peter's Health");
        words.put("employersOfLogin", "St. Peter's Health");
        words.put("locationName", "SPH Broadway");
        // Keys of this room, since the request's are not its business.
        words.put("requestType", "NEW_ACCESS");
        words.put("requestTypeKey", "mail.audience.USER");
        words.put("accessLevelKey", "mail.audience.SUPERVISOR");
        words.put("startDate", LocalDate.of(2022, 11, 7));
        words.put("reason", "The VFC PIN belongs to another location.");
        words.put("changes", List.of("Employer: now St. Peter's Health (before: Old Clinic)"));
        words.put("toSign", false);
        words.put("again", false);
        words.put("missing", "NOT_CORRECTED");
        words.put("ending", "ACCESS_DELETION");
        words.put("referralKeys", List.of("mail.audience.USER", "mail.audience.SUPERVISOR"));
        words.put("kindKey", "imports.what.LEVEL_DIFFERS");
        words.put("dueAccounts", 227);
        words.put("activeAccounts", 1_750);
        words.put("stoppedOn", LocalDate.of(2022, 11, 10));
        words.put("dueDate", LocalDate.of(2022, 11, 14));
        words.put("submittedOn", LocalDate.of(2022, 11, 7));
        words.put("expiresOn", LocalDate.of(2022, 12, 7));
        words.put("levelBeforeKey", "mail.audience.AUDITOR");
        words.put("ownPerson", true);
        words.put("newEndDate", LocalDate.of(2023, 6, 30));
        words.put("endRemoved", true);
        words.put("newAddress", "nancy.miller@sphealth.org");
        words.put("laterStart", LocalDate.of(2022, 12, 1));
        words.put("accountSupervisorName", "Fern Former");
        words.put("accountNumber", "ACC0000001");
        words.put("formerSupervisorName", "Fern Former");
        words.put("officialName", "Fern Former");
        words.put("employerBefore", "Old Clinic");
        words.put("locationBefore", "Old Clinic East");
        words.put("username", "nnurse");
        words.put("registryUrl", "https://immtrax.example.gov/login");
        words.put("validUntil", ZonedDateTime.of(2022, 11, 10, 8, 15, 0, 0, ZoneId.of("America/Denver")));
        words.put("temporaryPassword", "Tulip-Harbor<7>&2");
        words.put("lines", List.of("checkpoint: AUD0000001", "position: 1234", "signature: " + "A".repeat(86)));
        words.put("events", 1234L);
        words.put("insteadOfOfficial", false);
        words.put("deputyName", null);
        words.put("deputyOf", null);
        words.put("declined", false);
        words.put("endingKey", "mail.audience.USER");
        words.put("people", 25);
        words.put("requests", 2);
        words.put("endDate", LocalDate.of(2023, 5, 15));
        words.put("lastAccessOn", LocalDate.of(2022, 11, 7));
        words.put("keepUntil", LocalDate.of(2023, 5, 7));
        words.put("inactivationKey", "mail.audience.USER");
        return words;
    }
}
