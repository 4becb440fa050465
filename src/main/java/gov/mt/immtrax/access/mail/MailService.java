package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.mail.process.MailDeliveryProcess;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class MailService implements Mails {

    private final MailLedger ledger;
    private final RuntimeService engine;
    private final Clock clock;

    MailService(MailLedger ledger, RuntimeService engine, Clock clock) {
        this.ledger = ledger;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void post(String template, Audience audience, String requestNumber) {
        post(template, audience, requestNumber, false);
    }

    @Override
    @Transactional
    public void postInstead(String template, Audience audience, String requestNumber) {
        withdrawOvertaken(requestNumber, template);
        post(template, audience, requestNumber);
    }

    @Override
    @Transactional
    public void postBounded(String template, Audience audience, String requestNumber) {
        if (!isWithheld(audience, requestNumber)) {
            post(template, audience, requestNumber, true);
        }
    }

    private void post(String template, Audience audience, String requestNumber, boolean bounded) {
        UUID id = UUID.randomUUID();
        ledger.post(id, requestNumber, template, audience, bounded, clock.instant());
        engine.startProcessInstanceByKey(
                MailDeliveryProcess.KEY,
                requestNumber,
                Map.of("mailId", id.toString(), "requestNumber", requestNumber));
    }

    @Override
    @Transactional
    public void withdrawUnsent(String requestNumber) {
        ledger.withdrawUnsent(requestNumber);
        engine.createMessageCorrelation(MailDeliveryProcess.MAIL_WITHDRAWN)
                .processInstanceBusinessKey(requestNumber)
                .correlateAll();
    }

    @Override
    @Transactional
    public void withdrawOvertaken(String requestNumber, String... templates) {
        List<UUID> held = ledger.held(requestNumber, List.of(templates));
        // the waiting jobs find nothing to do any more
        ledger.withdrawOvertaken(requestNumber, List.of(templates));
        held.forEach(mail -> engine.createMessageCorrelation(MailDeliveryProcess.MAIL_WITHDRAWN)
                .processInstanceBusinessKey(requestNumber)
                .processInstanceVariableEquals("mailId", mail.toString())
                .correlateAll());
    }

    @Override
    public boolean isWithheld(Audience audience, String requestNumber) {
        return ledger.of(requestNumber).stream().anyMatch(mail -> mail.audience() == audience && mail.isWithheld());
    }

    @Override
    public boolean wasSent(String template, String requestNumber) {
        return ledger.wasSent(template, requestNumber);
    }
}
