package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseNumber;
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
    public void post(String template, Audience audience, CaseNumber about) {
        post(template, audience, about, false);
    }

    @Override
    @Transactional
    public void postInstead(String template, Audience audience, CaseNumber about) {
        withdrawSuperseded(about, template);
        post(template, audience, about);
    }

    @Override
    @Transactional
    public void postBounded(String template, Audience audience, CaseNumber about) {
        if (!isWithheld(audience, about)) {
            post(template, audience, about, true);
        }
    }

    private void post(String template, Audience audience, CaseNumber about, boolean bounded) {
        UUID id = UUID.randomUUID();
        ledger.post(id, about, template, audience, bounded, clock.instant());
        engine.startProcessInstanceByKey(
                EmailDeliveryProcess.KEY, about.text(), Map.of("mailId", id.toString(), "caseNumber", about.text()));
    }

    @Override
    @Transactional
    public void withdrawUnsent(CaseNumber about) {
        ledger.withdrawUnsent(about.text());
        engine.createMessageCorrelation(EmailDeliveryProcess.EMAIL_WITHDRAWN)
                .processInstanceBusinessKey(about.text())
                .correlateAll();
    }

    @Override
    @Transactional
    public boolean withdrawSuperseded(CaseNumber about, String... templates) {
        List<UUID> held = ledger.held(about.text(), List.of(templates));
        // The waiting jobs then find nothing left to send.
        boolean withdrawn = ledger.withdrawSuperseded(about.text(), List.of(templates));
        held.forEach(mail -> engine.createMessageCorrelation(EmailDeliveryProcess.EMAIL_WITHDRAWN)
                .processInstanceBusinessKey(about.text())
                .processInstanceVariableEquals("mailId", mail.toString())
                .correlateAll());
        return withdrawn;
    }

    @Override
    public boolean isWithheld(Audience audience, CaseNumber about) {
        return ledger.of(about.text()).stream().anyMatch(mail -> mail.audience() == audience && mail.isWithheld());
    }

    @Override
    public boolean isRefused(Audience audience, CaseNumber about) {
        return ledger.of(about.text()).stream()
                .anyMatch(mail -> mail.audience() == audience && mail.state() == MailState.REFUSED);
    }

    @Override
    public boolean wasSent(String template, CaseNumber about) {
        return ledger.wasSent(template, about.text());
    }
}
