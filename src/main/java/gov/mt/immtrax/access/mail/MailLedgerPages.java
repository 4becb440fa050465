package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The ledger for staff: all emails, newest first, and the summary of one email for the forms that correct an address or
 * release an email.
 */
@Controller
class MailLedgerPages {

    private static final int PAGE_SIZE = 50;

    private final MailLedger ledger;
    private final HeldMailRepository held;
    private final List<MailSubject> subjects;
    private final MessageSource messages;
    private final AuditTrail audit;
    private final Clock clock;
    private final ZoneId zone;

    MailLedgerPages(
            MailLedger ledger,
            HeldMailRepository held,
            List<MailSubject> subjects,
            MessageSource messages,
            AuditTrail audit,
            Clock clock,
            ZoneId zone) {
        this.ledger = ledger;
        this.held = held;
        this.subjects = subjects;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/staff/mails")
    String ledger(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable MailState state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        int shown = Math.max(1, page);
        String about =
                number == null || number.isBlank() ? null : number.strip().toUpperCase(Locale.ROOT);
        viewed(CaseNumber.read(about).orElse(null), state == null ? null : "state " + state);
        // One more than a page shows whether there is a next page, without counting the whole ledger.
        List<LedgerEntry> mails = ledger.newest(about, state, PAGE_SIZE + 1, (shown - 1L) * PAGE_SIZE);
        model.addAttribute("mails", mails.stream().limit(PAGE_SIZE).toList());
        model.addAttribute("hasNext", mails.size() > PAGE_SIZE);
        model.addAttribute("page", shown);
        model.addAttribute("number", about);
        model.addAttribute("state", state);
        model.addAttribute("states", MailState.values());
        model.addAttribute("zone", zone);
        return "mail/ledger";
    }

    @GetMapping(path = "/staff/mails/{mailId}/summary.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Summary> summary(@PathVariable UUID mailId, Locale locale) {
        Optional<LedgerEntry> found = ledger.find(mailId);
        found.ifPresent(mail -> viewed(mail.caseNumber().text(), "one email"));
        return found.map(mail ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(summaryOf(mail, locale)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private void viewed(@Nullable String caseNumber, @Nullable String detail) {
        audit.record(AuditAction.MAILS_VIEWED, caseNumber, AuditResult.DONE, detail);
    }

    private Summary summaryOf(LedgerEntry mail, Locale locale) {
        Optional<HeldMailRepository.Hold> hold = held.find(mail.id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return new Summary(
                mail.caseNumber().text(),
                mail.audience(),
                messages.getMessage("mail.audience." + mail.audience(), null, locale),
                mail.recipient(),
                recipientNow(mail).orElse(null),
                Objects.requireNonNull(messages.getMessage(mail.labelKey(), null, mail.template(), locale)),
                mail.problem(),
                hold.map(HeldMailRepository.Hold::requestedBy).orElse(null),
                hold.map(it -> ledger.countTo(it.mailbox(), today)).orElse(null),
                hold.map(HeldMailRepository.Hold::requestedBy)
                        .map(requester -> ledger.countOf(requester, today))
                        .orElse(null));
    }

    /** The address of whoever has taken the recipient's place since the address was refused. */
    private Optional<String> recipientNow(LedgerEntry mail) {
        return subjects.stream()
                .filter(subject -> mail.state() == MailState.REFUSED
                        && !mail.audience().isBySetting()
                        && subject.kind() == mail.caseNumber().kind())
                .findFirst()
                .map(subject ->
                        subject.addressOf(mail.audience(), mail.caseNumber().text()))
                .filter(now -> !now.equals(mail.recipient()));
    }

    record Summary(
            String caseNumber,
            Audience audience,
            String audienceLabel,
            @Nullable String recipient,
            @Nullable String recipientNow,
            String templateLabel,
            @Nullable String problem,
            @Nullable String requestedBy,
            @Nullable Integer countTo,
            @Nullable Integer countOf) {

        @Override
        public String toString() {
            return "Summary[" + caseNumber + ", " + audience + "]";
        }
    }
}
