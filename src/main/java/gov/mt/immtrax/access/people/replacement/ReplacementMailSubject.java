package gov.mt.immtrax.access.people.replacement;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Supplies the address and the template values for the email to a new supervisor. */
@Component
class ReplacementMailSubject implements MailSubject {

    private final ReplacementRepository replacements;

    ReplacementMailSubject(ReplacementRepository replacements) {
        this.replacements = replacements;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.SUPERVISOR_REPLACEMENT;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        if (audience != Audience.SUPERVISOR) {
            throw new IllegalArgumentException(
                    audience + " is not a recipient of emails about a supervisor replacement");
        }
        return (String) Objects.requireNonNull(replacements.get(number).get("new_address"));
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Map<String, Object> row = replacements.get(number);
        return Map.of(
                "supervisorName", row.get("new_name"),
                "people", row.get("accounts"),
                "requests", row.get("requests"));
    }
}
