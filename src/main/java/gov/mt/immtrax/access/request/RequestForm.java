package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts {@code forms/access-request.html} to a request and back. */
public final class RequestForm {

    /** File name of the form without folder and extension. */
    public static final String NAME = "access-request";

    /** The field in which somebody confirms a request although something contradicts it. */
    public static final String DESPITE_CONTRADICTION = "despiteContradiction";

    /** The field in which a supervisor confirms that the request is for their own access. */
    public static final String OWN_ACCESS_CONFIRMED = "ownAccessConfirmed";

    private RequestForm() {}

    public static AccessRequest newRequest(FormSubmission form, String number, Person supervisor, Instant now) {
        return read(
                form,
                number,
                RequestStatus.AWAITING_SIGNATURE,
                supervisor.address(),
                supervisor.issuer(),
                supervisor.subject(),
                now,
                null,
                null);
    }

    /** The request with the values of the form. The requester, the submission date and the status stay as they are. */
    public static AccessRequest corrected(FormSubmission form, AccessRequest old) {
        return read(
                form,
                old.number(),
                old.status(),
                old.supervisorAddress(),
                old.supervisorIssuer(),
                old.supervisorSubject(),
                old.submittedAt(),
                old.paperworkCompleteAt(),
                old.dueAt());
    }

    private static AccessRequest read(
            FormSubmission form,
            String number,
            RequestStatus status,
            String supervisorAddress,
            String supervisorIssuer,
            String supervisorSubject,
            Instant submittedAt,
            @Nullable Instant paperworkCompleteAt,
            @Nullable Instant dueAt) {
        return new AccessRequest(
                number,
                status,
                RequestType.valueOf(form.requiredText("requestType")),
                form.text("account"),
                form.requiredText("legalFirstName"),
                form.text("legalMiddleName"),
                form.requiredText("legalLastName"),
                date(form, "dateOfBirth"),
                form.text("phoneNumber"),
                EmailAddresses.normalize(form.requiredText("emailAddress")),
                newAddress(form),
                form.text("account") == null ? form.requiredText("hadPriorAccess") : "YES",
                OtherEmployer.of(form.text(AccountMatches.OTHER_EMPLOYER)),
                form.requiredText("employer"),
                form.text("jobTitle"),
                form.requiredText("locationName"),
                form.text("vfcPin"),
                form.text("streetAddress"),
                form.text("city"),
                form.text("state"),
                form.text("county"),
                form.text("zip"),
                LocalDate.parse(form.requiredText("startDate")),
                date(form, "endDate"),
                AccessLevel.valueOf(form.requiredText("accessLevel")),
                form.requiredText("justification"),
                form.requiredText("supervisorName"),
                form.requiredText("supervisorJobTitle"),
                supervisorAddress,
                supervisorIssuer,
                supervisorSubject,
                submittedAt,
                paperworkCompleteAt,
                dueAt,
                null);
    }

    /**
     * The form's fields with the values of a request; dates as ISO text. The authorizing official's statement must be
     * confirmed again each time.
     */
    public static Map<String, @Nullable Object> values(AccessRequest r) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("requestType", r.requestType().name());
        values.put("account", r.account());
        values.put("legalFirstName", r.legalFirstName());
        values.put("legalMiddleName", r.legalMiddleName());
        values.put("legalLastName", r.legalLastName());
        values.put(
                "dateOfBirth", r.dateOfBirth() == null ? null : r.dateOfBirth().toString());
        values.put("phoneNumber", r.phoneNumber());
        values.put("emailAddress", r.emailAddress());
        values.put("newEmailAddress", r.newEmailAddress());
        values.put("hadPriorAccess", r.hadPriorAccess());
        values.put(
                AccountMatches.OTHER_EMPLOYER,
                r.otherEmployer() == null ? null : r.otherEmployer().name());
        values.put("employer", r.employer());
        values.put("jobTitle", r.jobTitle());
        values.put("locationName", r.locationName());
        values.put("vfcPin", r.vfcPin());
        values.put("streetAddress", r.streetAddress());
        values.put("city", r.city());
        values.put("state", r.state());
        values.put("county", r.county());
        values.put("zip", r.zip());
        values.put("startDate", r.startDate().toString());
        values.put("endDate", r.endDate() == null ? null : r.endDate().toString());
        values.put("accessLevel", r.accessLevel().name());
        values.put("justification", r.justification());
        values.put("supervisorName", r.supervisorName());
        values.put("supervisorJobTitle", r.supervisorJobTitle());
        return values;
    }

    /** Whether a validated form has the same content as a request, because it was sent twice. */
    static boolean repeats(Map<String, Object> form, AccessRequest request) {
        Map<String, @Nullable Object> held = values(request);
        held.values().removeIf(Objects::isNull);
        held.put("authorizingOfficial", true);
        Map<String, Object> sent = new LinkedHashMap<>(form);
        if (request.account() != null) {
            held.remove("hadPriorAccess"); // not on the form if the account is known
        }
        sent.keySet().removeAll(Set.of(StartDates.CONFIRMED, OWN_ACCESS_CONFIRMED, DESPITE_CONTRADICTION));
        List.of("emailAddress", "newEmailAddress")
                .forEach(address ->
                        sent.computeIfPresent(address, (field, typed) -> EmailAddresses.normalize(typed.toString())));
        return sent.equals(held);
    }

    private static @Nullable String newAddress(FormSubmission form) {
        String typed = form.text("newEmailAddress");
        return typed == null ? null : EmailAddresses.normalize(typed);
    }

    private static @Nullable LocalDate date(FormSubmission form, String field) {
        String text = form.text(field);
        return text == null ? null : LocalDate.parse(text);
    }
}
