package gov.mt.immtrax.access.mail.process;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import gov.mt.immtrax.access.engine.ConcurrencyRetry;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.DepartedOfficials;
import gov.mt.immtrax.access.mail.MailSettings;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.mail.process.MailDelivery.Letter;
import gov.mt.immtrax.access.number.CaseKind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends one email from the ledger. The engine runs this at least once: an email that was sent or taken back is not sent
 * again. An email that was accepted just before a crash is sent again with the same Message-ID.
 */
@Component
class MailDispatcher {

    static final String ADDRESS_REFUSED = "ADDRESS_REFUSED";
    static final String LIMIT_REACHED = "LIMIT_REACHED";

    private final JavaMailSender server;
    private final MailDelivery delivery;
    private final DailyMailLimits bounds;
    private final MailWriter writer;
    private final Map<CaseKind, MailSubject> subjects;
    private final DepartedOfficials departed;
    private final DeputyCopies copies;
    private final MailSettings settings;
    private final MeterRegistry meters;

    // MailServer comes first, so that a missing host is reported as a missing setting and not as a missing bean.
    MailDispatcher(
            MailServer named,
            JavaMailSender server,
            MailDelivery delivery,
            DailyMailLimits bounds,
            MailWriter writer,
            List<MailSubject> subjects,
            DepartedOfficials departed,
            DeputyCopies copies,
            MailSettings settings,
            MeterRegistry meters) {
        this.server = server;
        this.delivery = delivery;
        this.bounds = bounds;
        this.writer = writer;
        this.subjects = subjects.stream().collect(toMap(MailSubject::kind, identity()));
        this.departed = departed;
        this.copies = copies;
        this.settings = settings;
        this.meters = meters;
    }

    /** @throws BpmnError if the model handles the problem */
    void send(UUID id) {
        delivery.begin(id, writer.messageId(id))
                .ifPresentOrElse(this::send, () -> delivery.accepted(id).ifPresent(this::finish));
    }

    /** A crash after the email was accepted took the copies of the deputies with it. */
    private void finish(Letter letter) {
        if (letter.audience().isOfficial()) {
            MailSubject subject = subject(letter);
            copies.post(letter, subject, addressOf(letter, subject));
        }
    }

    /**
     * Whom an email goes to.
     *
     * @param instead whether the help desk lead gets it in place of an official who left
     * @param words that say why somebody else than the audience gets it
     */
    private record Addressee(String address, boolean instead, Map<String, Object> words) {

        @Override
        public String toString() {
            return "Addressee[" + instead + "]";
        }
    }

    private void send(Letter letter) {
        Addressee to = null;
        Optional<String> reached;
        try {
            MailSubject subject = subject(letter);
            Optional<Addressee> found =
                    subject.isTrue(letter.template(), letter.caseNumber().text())
                            ? addressee(letter, subject)
                            : Optional.empty();
            if (found.isEmpty()) {
                delivery.superseded(letter);
                return;
            }
            to = found.get();
            reached = reached(letter, subject, to.address());
            if (reached.isEmpty()) {
                hand(letter, subject, to);
            }
        } catch (Exception failure) {
            String recipient = to == null ? null : to.address();
            MailProblem problem = MailProblem.of(failure);
            if (letter.copy() != null && problem.addressRefused()) {
                // nobody corrects the address of a deputy, who logs in with it
                delivery.undeliverable(letter, recipient, problem.text());
                count("refused");
                return;
            }
            boolean bySetting = letter.audience().isBySetting() || to != null && to.instead();
            throw noted(letter, recipient, bySetting, failure);
        }
        if (reached.isPresent()) {
            delivery.held(letter, to.address(), reached.get());
            count("held");
            throw new BpmnError(LIMIT_REACHED);
        }
        note(letter, to.address());
        count("sent");
    }

    /** Whom a letter goes to now; empty for a deputy who is to get nothing more. Posts the copies of an official's. */
    private Optional<Addressee> addressee(Letter letter, MailSubject subject) {
        if (letter.copy() != null) {
            return copies.recipient(letter, letter.copy(), subject)
                    .map(deputy -> new Addressee(
                            deputy.address(),
                            false,
                            Map.of("deputyName", deputy.name(), "deputyOf", deputy.officialName())));
        }
        String address = addressOf(letter, subject);
        copies.post(letter, subject, address);
        boolean instead = letter.audience().isOfficial() && departed.hasLeft(address, letter.caseNumber());
        return Optional.of(new Addressee(instead ? settings.helpDeskLead() : address, instead, Map.of()));
    }

    /** The email is already sent. If this failed because the request is locked, the job would send the email again. */
    private void note(Letter letter, String recipient) {
        ConcurrencyRetry.insist(() -> delivery.accepted(letter, recipient));
    }

    /** The daily limit that one more email would exceed. */
    private Optional<String> reached(Letter letter, MailSubject subject, String recipient) {
        if (!letter.bounded()) {
            return Optional.empty();
        }
        String requester = subject.requesterOf(letter.caseNumber().text()).orElse(null);
        bounds.count(letter.id(), recipient, requester);
        return letter.released() ? Optional.empty() : bounds.reached(recipient, requester);
    }

    private String addressOf(Letter letter, MailSubject subject) {
        String address = letter.audience() == Audience.HELP_DESK_LEAD
                ? settings.helpDeskLead()
                : subject.addressOf(letter.audience(), letter.caseNumber().text());
        if (address == null) {
            throw new IllegalArgumentException("No address of " + letter.audience());
        }
        return address;
    }

    private MailSubject subject(Letter letter) {
        CaseKind kind = letter.caseNumber().kind();
        return Optional.ofNullable(subjects.get(kind))
                .orElseThrow(() -> new IllegalStateException("No mail subject for " + kind));
    }

    private void hand(Letter letter, MailSubject subject, Addressee to) throws MessagingException {
        Map<String, Object> words = new HashMap<>(
                subject.wordsFor(letter.template(), letter.caseNumber().text()));
        words.put("insteadOfOfficial", to.instead());
        words.putAll(to.words());
        var message = writer.write(server.createMimeMessage(), letter, to.address(), words);
        try {
            server.send(message);
        } catch (MailSendException afterwards) {
            // No message failed: the server accepted it, and only closing the connection failed.
            if (!afterwards.getFailedMessages().isEmpty()) {
                throw afterwards;
            }
        }
    }

    private RuntimeException noted(Letter letter, @Nullable String recipient, boolean bySetting, Exception failure) {
        MailProblem problem = MailProblem.of(failure);
        // A wrong setting is an incident for operations; the help desk cannot correct it.
        if (problem.addressRefused() && !bySetting) {
            delivery.refused(letter, recipient, problem.text());
            count("refused");
            return new BpmnError(ADDRESS_REFUSED);
        }
        delivery.failed(letter, recipient, problem.text());
        count("failed");
        return new MailNotSentException(letter.id(), problem, failure);
    }

    private void count(String outcome) {
        meters.counter("immtrax.mail.attempts", "outcome", outcome).increment();
    }
}
