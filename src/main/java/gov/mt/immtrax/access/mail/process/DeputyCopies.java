package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Deputies;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.mail.process.MailDelivery.Letter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * What an authorizing official is told about their people, their deputies are told too: each by an email of their own,
 * which is posted when the official's is sent. Nobody gets it as a deputy about themselves or about the official.
 */
@Component
class DeputyCopies {

    private final Deputies deputies;
    private final MailLedger ledger;
    private final RuntimeService engine;
    private final Clock clock;

    DeputyCopies(Deputies deputies, MailLedger ledger, RuntimeService engine, Clock clock) {
        this.deputies = deputies;
        this.ledger = ledger;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Posts what is not yet posted, in the transaction of the job that sends the original.
     *
     * @param official the address of the original
     */
    void post(Letter original, MailSubject subject, String official) {
        if (original.copy() != null || !original.audience().isOfficial() || !Deputies.mayActIn(original.caseNumber())) {
            return;
        }
        List<Deputies.Deputy> all = deputies.of(official);
        if (!all.isEmpty()) {
            String number = original.caseNumber().text();
            String user = subject.addressOf(Audience.USER, number);
            all.stream()
                    .filter(deputy ->
                            !official.equals(user) && !deputy.address().equals(user))
                    .forEach(deputy -> post(original, number, deputy));
        }
    }

    private void post(Letter original, String number, Deputies.Deputy deputy) {
        UUID id = UUID.randomUUID();
        if (ledger.postCopy(id, original.id(), deputy.number(), clock.instant())) {
            engine.startProcessInstanceByKey(
                    EmailDeliveryProcess.KEY, number, Map.of("mailId", id.toString(), "caseNumber", number));
        }
    }

    /**
     * Who gets a copy; empty if they are no longer the deputy, or the email is by now for another official or about
     * themselves.
     */
    Optional<Deputies.Deputy> recipient(Letter letter, MailDelivery.Copy copy, MailSubject subject) {
        String number = letter.caseNumber().text();
        return deputies.find(copy.deputyship())
                .filter(deputy -> deputy.officialAddress().equals(subject.addressOf(copy.audience(), number)))
                .filter(deputy -> !deputy.address().equals(subject.addressOf(Audience.USER, number)));
    }
}
