package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.audit.Checkpoint;
import gov.mt.immtrax.access.audit.CheckpointRepository;
import gov.mt.immtrax.access.audit.CheckpointSigned;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends each signed checkpoint of the audit trail to the auditor, so that a copy exists outside this service. */
@Component
class CheckpointMail implements MailSubject {

    static final String TEMPLATE = "audit-checkpoint";

    private final Mails mails;
    private final CheckpointRepository checkpoints;

    CheckpointMail(Mails mails, CheckpointRepository checkpoints) {
        this.mails = mails;
        this.checkpoints = checkpoints;
    }

    @EventListener
    void on(CheckpointSigned news) {
        mails.post(TEMPLATE, Audience.AUDITOR, kind().of(news.number()));
    }

    @Override
    public CaseKind kind() {
        return CaseKind.AUDIT_CHECKPOINT;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        return checkpoints.auditor();
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Checkpoint checkpoint = checkpoints.find(number).orElseThrow();
        return Map.of("lines", checkpoint.lines(), "events", checkpoint.position());
    }
}
