package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.DeletionReason;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps between {@code forms/access-deletion.html} and the deletion that it creates. */
public final class DeletionForm {

    /** File name of the form without folder and extension. */
    public static final String NAME = "access-deletion";

    /** Message key for a form about someone else than the person who was chosen for it. */
    static final String OTHER_THAN_CHOSEN = "deletion.rule.otherThanChosen";

    private DeletionForm() {}

    static AccessDeletion read(
            FormSubmission form,
            String number,
            DeletionStatus status,
            @Nullable Account account,
            Person supervisor,
            Instant now) {
        return new AccessDeletion(
                number,
                status,
                form.requiredText("legalFirstName"),
                form.requiredText("legalLastName"),
                EmailAddresses.normalize(form.requiredText("emailAddress")),
                form.text("username"),
                form.requiredText("employer"),
                form.requiredText("locationName"),
                DeletionReason.valueOf(form.requiredText("reason")),
                LocalDate.parse(form.requiredText("lastDay")),
                form.requiredText("supervisorName"),
                form.requiredText("supervisorJobTitle"),
                supervisor.address(),
                supervisor.issuer(),
                supervisor.subject(),
                account == null ? null : account.number(),
                now,
                null);
    }

    /** Field values from the register, so that the supervisor need not type them. */
    public static Map<String, Object> values(Account account) {
        Map<String, Object> values = person(account);
        values.put("supervisorName", account.facts().supervisorName());
        values.values().removeIf(Objects::isNull);
        return values;
    }

    /** The values that say whom a deletion of this account is about; what the form would not take has to be typed. */
    public static Map<String, Object> fixed(Account account, FormFile file) {
        Map<String, Object> person = person(account);
        file.check(person).forEach(error -> person.remove(error.field()));
        return person;
    }

    /** What contradicts the account that was chosen: fields of the form that name someone else. */
    static List<FormError> contradictions(Map<String, Object> fixed, Map<String, Object> values) {
        return fixed.entrySet().stream()
                .filter(field -> values.get(field.getKey()) instanceof String typed
                        && !Folding.sameAnswer(field.getKey(), field.getValue().toString(), TypedText.clean(typed)))
                .map(field -> FormError.of(field.getKey(), OTHER_THAN_CHOSEN))
                .toList();
    }

    private static Map<String, Object> person(Account account) {
        AccountFacts facts = account.facts();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("legalFirstName", facts.firstName());
        values.put("legalLastName", facts.lastName());
        values.put("emailAddress", facts.emailAddress());
        values.put("username", facts.username());
        values.put("employer", facts.employer());
        values.put("locationName", facts.locationName());
        values.values().removeIf(Objects::isNull);
        return values;
    }

    /** Whether a form repeats the one that created this deletion, because its button was pressed twice. */
    static boolean repeats(Map<String, Object> values, AccessDeletion deletion) {
        return deletion.reason().name().equals(values.get("reason"))
                && deletion.lastDay().toString().equals(values.get("lastDay"))
                && deletion.legalLastName().equals(values.get("legalLastName"))
                && deletion.employer().equals(values.get("employer"));
    }
}
