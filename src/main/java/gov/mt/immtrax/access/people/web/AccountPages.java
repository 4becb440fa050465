package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.imports.OpenDifferences;
import gov.mt.immtrax.access.inactivation.lifecycle.ExemptionService;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import gov.mt.immtrax.access.people.dispute.Dispute;
import gov.mt.immtrax.access.people.dispute.DisputeRepository;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The register for staff: search, and one account with its history. */
@Controller
class AccountPages {

    private static final int PAGE_SIZE = 50;

    private final AccountList list;
    private final AccountRegister register;
    private final EmailAddressChanges addresses;
    private final AccountHistoryView story;
    private final OpenCaseRepository asked;
    private final OpenDifferences differences;
    private final AccessRequestRepository requests;
    private final AccessDeletionRepository deletions;
    private final SignedAgreementRepository agreements;
    private final SupervisorDepartures departures;
    private final ClinicNames clinics;
    private final DisputeRepository disputes;
    private final ExemptionService exemptions;
    private final MailLedger ledger;
    private final BusinessCalendar calendar;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    AccountPages(
            AccountList list,
            AccountRegister register,
            EmailAddressChanges addresses,
            AccountHistoryView story,
            OpenCaseRepository asked,
            OpenDifferences differences,
            AccessRequestRepository requests,
            AccessDeletionRepository deletions,
            SignedAgreementRepository agreements,
            SupervisorDepartures departures,
            ClinicNames clinics,
            DisputeRepository disputes,
            ExemptionService exemptions,
            MailLedger ledger,
            BusinessCalendar calendar,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.list = list;
        this.register = register;
        this.addresses = addresses;
        this.story = story;
        this.asked = asked;
        this.differences = differences;
        this.requests = requests;
        this.deletions = deletions;
        this.agreements = agreements;
        this.departures = departures;
        this.clinics = clinics;
        this.disputes = disputes;
        this.exemptions = exemptions;
        this.ledger = ledger;
        this.calendar = calendar;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping("/staff/accounts")
    ModelAndView all(ListParameters address) {
        Set<String> left = departures.accountsToReassign();
        AccountQuery query = address.query(left);
        audit.record(AuditAction.ACCOUNTS_LISTED, null, AuditResult.DONE, query.inWords());
        Person reader = currentPerson.require();
        return list.page(
                        "people/accounts",
                        query,
                        AccountOrder.OF_ALL,
                        address.pageNumber(),
                        PAGE_SIZE,
                        rows -> Map.of())
                .addObject("staff", true)
                .addObject("request", query.find().flatMap(this::requestPage).orElse(null))
                .addObject("waiting", disputes.waiting())
                .addObject("withoutSupervisor", list.withoutSupervisor(left))
                .addObject("mayExport", reader.mayExport())
                .addObject("mayDecide", reader.is(Role.REGISTRY_STAFF));
    }

    @GetMapping("/staff/accounts/{account}")
    ModelAndView one(@PathVariable("account") String number, Locale locale) {
        Account account = register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, number, account.facts().username());
        List<Dispute> all = disputes.of(number);
        String agreement = account.facts().agreementRequest();
        Person reader = currentPerson.require();
        List<OpenCase> askedFor = asked.about(account, reader);
        return new ModelAndView("people/account")
                .addObject("account", account)
                .addObject("facts", account.facts())
                .addObject("othersOfLogin", register.othersOfLogin(account))
                .addObject(
                        "clinic",
                        clinics.of(account.facts().employer(), account.facts().locationName()))
                .addObject("clinics", clinics.of(askedFor, OpenCase::employer, OpenCase::locationName))
                .addObject("provisionedAt", local(account.provisionedAt()))
                .addObject("lastAccessAt", local(account.lastAccessAt()))
                .addObject("inactivatedAt", local(account.inactivatedAt()))
                .addObject(
                        "signedAt",
                        agreement == null
                                ? null
                                : agreements
                                        .find(agreement)
                                        .map(SignedAgreement::signedAt)
                                        .map(this::local)
                                        .orElse(null))
                .addObject("history", story.of(account, locale))
                .addObject("asked", askedFor)
                .addObject("underWay", askedFor.stream().filter(OpenCase::open).toList())
                .addObject("differences", differences.of(number))
                .addObject("mails", ledger.of(number))
                .addObject(
                        "dispute",
                        all.stream().filter(Dispute::isOpen).findFirst().orElse(null))
                .addObject(
                        "past",
                        all.stream().filter(dispute -> !dispute.isOpen()).toList())
                .addObject("exemption", exemptions.find(number).orElse(null))
                .addObject("zone", calendar.zone())
                .addObject("newAddress", addresses.waiting(account).orElse(null))
                .addObject("supervisorLeft", account.isActive() && departures.hasSupervisorLeft(account))
                .addObject("mayDecide", reader.is(Role.REGISTRY_STAFF));
    }

    /** The page of a request or an access deletion with this number, which need not have an account. */
    private Optional<String> requestPage(String typed) {
        return CaseNumber.read(typed)
                .flatMap(number -> requests.find(number)
                        .map(it -> "/requests/" + number)
                        .or(() -> deletions.find(number).map(it -> "/deletions/" + number)));
    }

    private @Nullable ZonedDateTime local(@Nullable Instant at) {
        return at == null ? null : at.atZone(calendar.zone());
    }
}
