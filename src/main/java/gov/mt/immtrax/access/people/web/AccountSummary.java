package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.ExtensionLookup;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.people.dispute.Dispute;
import gov.mt.immtrax.access.people.dispute.DisputeRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The values that Tasklist shows beside forms about an account. The engine itself stores only the account number. */
@RestController
class AccountSummary {

    /** One account for the help desk. Labels are in the reader's language, dates are dates in Montana. */
    record Summary(
            String accountNumber,
            String username,
            String name,
            @Nullable String emailAddress,
            String employer,
            String locationName,
            String accessLevelLabel,
            @Nullable String vfcPin,
            @Nullable String supervisorName,
            @Nullable String supervisorAddress,
            @Nullable String agreementRequest,
            @Nullable LocalDate provisionedOn,
            @Nullable LocalDate lastAccessOn,
            @Nullable LocalDate endDate,
            String status,
            String statusLabel,
            @Nullable LocalDate inactivatedOn,
            @Nullable String disputedByName,
            @Nullable String disputedBy,
            @Nullable LocalDate disputedOn,
            @Nullable String disputeNote,
            List<String> otherEmployers,
            List<String> contradictions) {

        @Override
        public String toString() {
            return "Summary[" + accountNumber + ", " + status + "]";
        }
    }

    private final AccountRegister register;
    private final DisputeRepository disputes;
    private final ExtensionLookup extensions;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final AuditTrail audit;

    AccountSummary(
            AccountRegister register,
            DisputeRepository disputes,
            ExtensionLookup extensions,
            BusinessCalendar calendar,
            MessageSource messages,
            AuditTrail audit) {
        this.register = register;
        this.disputes = disputes;
        this.extensions = extensions;
        this.calendar = calendar;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/accounts/{account}/summary.json")
    Summary summary(@PathVariable("account") String number, Locale locale) {
        Account account = register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        AccountFacts facts = account.facts();
        Optional<Dispute> dispute = disputes.open(number);
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, number, facts.username());
        return new Summary(
                number,
                facts.username(),
                facts.personName(),
                facts.emailAddress(),
                facts.employer(),
                facts.locationName(),
                messages.getMessage("request.accessLevel." + facts.accessLevel(), null, locale),
                facts.vfcPin(),
                facts.supervisorName(),
                facts.supervisorAddress(),
                facts.agreementRequest(),
                date(account.provisionedAt()),
                date(account.lastAccessAt()),
                facts.endDate(),
                account.status().name(),
                messages.getMessage("people.status." + account.status(), null, locale),
                date(account.inactivatedAt()),
                dispute.map(Dispute::disputedByName).orElse(null),
                dispute.map(Dispute::disputedBy).orElse(null),
                dispute.map(Dispute::disputedAt).map(this::date).orElse(null),
                dispute.map(Dispute::note).orElse(null),
                register.otherEmployers(account),
                extensions.openFor(account).stream()
                        .map(it -> it.endDate() == null
                                ? messages.getMessage(
                                        "people.contradiction.endRemoved", new Object[] {it.number()}, locale)
                                : messages.getMessage(
                                        "people.contradiction.extension",
                                        new Object[] {it.number(), day(it.endDate())},
                                        locale))
                        .toList());
    }

    private static String day(LocalDate date) {
        return DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT).format(date);
    }

    private @Nullable LocalDate date(@Nullable Instant at) {
        return at == null ? null : calendar.dateOf(at);
    }
}
