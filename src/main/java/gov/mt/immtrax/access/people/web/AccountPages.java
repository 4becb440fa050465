package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Exemptions;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreements;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.Dispute;
import gov.mt.immtrax.access.people.Disputes;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequests;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The register for staff: search it, and one account with everything that happened to it. */
@Controller
class AccountPages {

    /** One line of the history, in Montana's time. */
    record Line(AccountChange change, ZonedDateTime at) {}

    private final AccountList list;
    private final AccountRegister register;
    private final AccountHistory history;
    private final AccessRequests requests;
    private final SignedAgreements agreements;
    private final Disputes disputes;
    private final Exemptions exemptions;
    private final MailLedger ledger;
    private final BusinessCalendar calendar;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    AccountPages(
            AccountList list,
            AccountRegister register,
            AccountHistory history,
            AccessRequests requests,
            SignedAgreements agreements,
            Disputes disputes,
            Exemptions exemptions,
            MailLedger ledger,
            BusinessCalendar calendar,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.list = list;
        this.register = register;
        this.history = history;
        this.requests = requests;
        this.agreements = agreements;
        this.disputes = disputes;
        this.exemptions = exemptions;
        this.ledger = ledger;
        this.calendar = calendar;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping("/staff/accounts")
    ModelAndView all(ListAsked asked) {
        AccountQuery query = asked.query(Optional.empty(), AccountOrder.OF_ALL);
        audit.record(AuditAction.ACCOUNTS_LISTED, null, AuditResult.DONE, query.inWords());
        Person reader = currentPerson.require();
        return list.page("people/accounts", query, AccountOrder.OF_ALL, asked.pageNumber())
                .addObject("staff", true)
                .addObject("waiting", disputes.waiting())
                .addObject("mayExport", reader.mayExport())
                .addObject("mayDecide", reader.is(Role.REGISTRY_STAFF));
    }

    @GetMapping("/staff/accounts/{account}")
    ModelAndView one(@PathVariable("account") String number) {
        Account account = register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, null, account.facts().username());
        List<Dispute> reports = disputes.of(number);
        String agreement = account.facts().agreementRequest();
        return new ModelAndView("people/account")
                .addObject("account", account)
                .addObject("facts", account.facts())
                .addObject("provisionedAt", local(account.provisionedAt()))
                .addObject("lastAccessAt", local(account.lastAccessAt()))
                .addObject("inactivatedAt", local(account.inactivatedAt()))
                .addObject("signedAt", agreement == null
                        ? null
                        : agreements.find(agreement).map(SignedAgreement::signedAt).map(this::local).orElse(null))
                .addObject("history", history.of(number).stream().map(it -> new Line(it, local(it.at()))).toList())
                .addObject("requests", requestsFor(account))
                .addObject("mails", ledger.of(number))
                .addObject("dispute", reports.stream().filter(Dispute::isOpen).findFirst().orElse(null))
                .addObject("past", reports.stream().filter(report -> !report.isOpen()).toList())
                .addObject("exemption", exemptions.find(number).orElse(null))
                .addObject("zone", calendar.zone())
                .addObject("mayDecide", currentPerson.require().is(Role.REGISTRY_STAFF));
    }

    private List<AccessRequest> requestsFor(Account account) {
        String address = account.facts().emailAddress();
        return address == null ? List.of() : requests.ofUser(address);
    }

    private ZonedDateTime local(Instant at) {
        return at == null ? null : at.atZone(calendar.zone());
    }
}
