package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Receives the help desk's decision on a held email. */
@Component
class ReleaseEmailReceiver implements FormReceiver {

    private final ReleaseService service;

    ReleaseEmailReceiver(ReleaseService service) {
        this.service = service;
    }

    @Override
    public String form() {
        return ReleaseEmailRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        UUID mail = UUID.fromString((String) form.routing().get("mailId"));
        ReleaseOutcome outcome = ReleaseEmailRules.outcome(form);
        if (!service.decide(mail, outcome, form.text("note"))) {
            throw new FormRejectedException(List.of(FormError.of("outcome", "mail.release.nothing-held")));
        }
        return new Receipt(number, Map.of("releaseOutcome", outcome.name()));
    }
}
