package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
 * The ledger for staff: every mail, newest first, and one mail's summary for the forms that correct an address or
 * release a mail.
 */
@Controller
class MailLedgerPages {

    private static final int PAGE_SIZE = 50;
    private static final Pattern REQUEST_NUMBER = Pattern.compile("REQ\\d{7}");

    private final MailLedger ledger;
    private final MessageSource messages;
    private final AuditTrail audit;
    private final Clock clock;
    private final ZoneId zone;

    MailLedgerPages(MailLedger ledger, MessageSource messages, AuditTrail audit, Clock clock, ZoneId zone) {
        this.ledger = ledger;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/staff/mails")
    String ledger(
            @RequestParam(required = false) String request,
            @RequestParam(required = false) MailState state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        int shown = Math.max(1, page);
        String number =
                request == null || request.isBlank() ? null : request.strip().toUpperCase(Locale.ROOT);
        viewed(
                number == null || !REQUEST_NUMBER.matcher(number).matches() ? null : number,
                state == null ? null : "state " + state);
        // One more than a page, to know whether there is a next one without counting the whole ledger.
        List<LedgerEntry> mails = ledger.newest(number, state, PAGE_SIZE + 1, (shown - 1L) * PAGE_SIZE);
        model.addAttribute("mails", mails.stream().limit(PAGE_SIZE).toList());
        model.addAttribute("hasNext", mails.size() > PAGE_SIZE);
        model.addAttribute("page", shown);
        model.addAttribute("request", number);
        model.addAttribute("state", state);
        model.addAttribute("states", MailState.values());
        model.addAttribute("zone", zone);
        return "mail/ledger";
    }

    @GetMapping(path = "/staff/mails/{mailId}/summary.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Summary> summary(@PathVariable UUID mailId, Locale locale) {
        Optional<LedgerEntry> found = ledger.find(mailId);
        found.ifPresent(mail -> viewed(mail.requestNumber(), "one email"));
        return found.map(mail ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(summaryOf(mail, locale)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private void viewed(String requestNumber, String detail) {
        audit.record(AuditAction.MAILS_VIEWED, requestNumber, AuditResult.DONE, detail);
    }

    private Summary summaryOf(LedgerEntry mail, Locale locale) {
        Optional<MailLedger.Hold> hold = ledger.hold(mail.id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return new Summary(
                mail.requestNumber(),
                mail.audience(),
                messages.getMessage("mail.audience." + mail.audience(), null, locale),
                mail.recipient(),
                messages.getMessage(mail.labelKey(), null, mail.template(), locale),
                mail.problem(),
                hold.map(MailLedger.Hold::askedBy).orElse(null),
                hold.map(it -> ledger.countTo(it.mailbox(), today)).orElse(null),
                hold.filter(it -> it.askedBy() != null)
                        .map(it -> ledger.countOf(it.askedBy(), today))
                        .orElse(null));
    }

    record Summary(
            String requestNumber,
            Audience audience,
            String audienceLabel,
            String recipient,
            String templateLabel,
            String problem,
            String askedBy,
            Integer countTo,
            Integer countOf) {

        @Override
        public String toString() {
            return "Summary[" + requestNumber + ", " + audience + "]";
        }
    }
}
