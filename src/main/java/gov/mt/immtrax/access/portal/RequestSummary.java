package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.FactWords;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.Pickup;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.ClinicsOfRequests;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.ProvisioningContradictions;
import gov.mt.immtrax.access.request.RequestChanges;
import gov.mt.immtrax.access.request.RequestReferral;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.RequestedFacts;
import gov.mt.immtrax.access.request.likely.LikelyAccount;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.likely.LikelyAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The values that Tasklist shows beside forms about a request. The engine itself does not store them. */
@RestController
class RequestSummary {

    /**
     * One request for the help desk. Labels are in the reader's language.
     *
     * @param noneOfThese the answer that rules out all likely accounts, as an option that is another one once they
     *     change; empty if there are none
     */
    record Summary(
            String requestNumber,
            String requestType,
            String requestTypeLabel,
            String name,
            @Nullable LocalDate dateOfBirth,
            @Nullable String phoneNumber,
            String emailAddress,
            String employer,
            @Nullable String jobTitle,
            String locationName,
            @Nullable String vfcPin,
            @Nullable String address,
            String accessLevelLabel,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            boolean keepsEndDate,
            String justification,
            String supervisorName,
            String supervisorAddress,
            String supervisorJobTitle,
            @Nullable String agreementSignedAt,
            String legalName,
            @Nullable String signedName,
            @Nullable String signedFacility,
            @Nullable String username,
            @Nullable String passwordSeenAt,
            List<CorrectionRepository.Correction> corrections,
            String hadPriorAccessLabel,
            @Nullable String otherEmployerLabel,
            boolean mayAddEmployer,
            List<String> loginsElsewhere,
            boolean priorAccessUnknown,
            List<LikelySummary> likelyAccounts,
            List<String> likelyInUse,
            List<String> noneOfThese,
            List<AccountSummary> accounts,
            boolean accountSettled,
            @Nullable String levelBeforeLabel,
            @Nullable String settledUsername,
            @Nullable LocalDate endDateBefore,
            List<CorrectionRepository.Correction> factsCorrected,
            @Nullable String newEmailAddress,
            List<AccountSummary> accountsOfOthers,
            List<RivalRequest> rivals,
            @Nullable String openDeletion,
            @Nullable LocalDate openDeletionLastDay,
            List<String> contradictions,
            String referral,
            String clinic) {

        @Override
        public String toString() {
            return "Summary[" + requestNumber + "]";
        }
    }

    /** The open request of another supervisor for the same person, to be compared with this one. */
    record RivalRequest(
            String requestNumber,
            String requestTypeLabel,
            String name,
            @Nullable LocalDate dateOfBirth,
            String employer,
            String locationName,
            String accessLevelLabel,
            LocalDate startDate,
            String supervisorName,
            String supervisorAddress,
            String submittedAt,
            String statusLabel) {

        @Override
        public String toString() {
            return "RivalRequest[" + requestNumber + "]";
        }
    }

    /** An account that is likely the person's, with what it has in common with the request. */
    record LikelySummary(
            String accountNumber,
            String username,
            String name,
            @Nullable String emailAddress,
            String employer,
            String locationName,
            @Nullable String supervisorName,
            String statusLabel,
            @Nullable LocalDate lastAccessOn,
            String likenesses) {

        @Override
        public String toString() {
            return "LikelySummary[" + accountNumber + "]";
        }
    }

    private final AccessRequestRepository requests;
    private final AccessDeletionLookup endings;
    private final AccountMatches accounts;
    private final LikelyAccounts likelyAccounts;
    private final SignedAgreementRepository agreements;
    private final CorrectionRepository corrections;
    private final RequestChanges changes;
    private final ProvisioningContradictions contradictions;
    private final RequestReferral referral;
    private final ClinicsOfRequests clinics;
    private final PasswordLinkService links;
    private final BusinessCalendar calendar;
    private final FactWords words;
    private final MessageSource messages;
    private final AuditTrail audit;

    RequestSummary(
            AccessRequestRepository requests,
            AccessDeletionLookup endings,
            AccountMatches accounts,
            LikelyAccounts likelyAccounts,
            SignedAgreementRepository agreements,
            CorrectionRepository corrections,
            RequestChanges changes,
            ProvisioningContradictions contradictions,
            RequestReferral referral,
            ClinicsOfRequests clinics,
            PasswordLinkService links,
            BusinessCalendar calendar,
            FactWords words,
            MessageSource messages,
            AuditTrail audit) {
        this.requests = requests;
        this.endings = endings;
        this.accounts = accounts;
        this.likelyAccounts = likelyAccounts;
        this.agreements = agreements;
        this.corrections = corrections;
        this.changes = changes;
        this.contradictions = contradictions;
        this.referral = referral;
        this.clinics = clinics;
        this.links = links;
        this.calendar = calendar;
        this.words = words;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/requests/{number}/summary.json")
    Summary summary(@PathVariable String number, Locale locale) {
        AccessRequest r = requests.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Pickup> pickup = links.find(number);
        Optional<Account> settled = accounts.settled(r);
        Optional<AccessDeletionLookup.Ending> ending =
                endings.openFor(r.emailAddress()).stream().findFirst();
        Optional<SignedAgreement> signed = agreements.find(number);
        List<LikelyAccount> likely = likelyAccounts.of(r);
        audit.record(AuditAction.REQUEST_VIEWED, number, AuditResult.DONE, "in a task in Tasklist");
        return new Summary(
                number,
                r.requestType().name(),
                label("request.type.", r.requestType(), locale),
                r.userName(),
                r.dateOfBirth(),
                r.phoneNumber(),
                r.emailAddress(),
                r.employer(),
                r.jobTitle(),
                r.locationName(),
                r.vfcPin(),
                r.streetAddress() == null
                        ? null
                        : "%s, %s, %s %s (%s)".formatted(r.streetAddress(), r.city(), r.state(), r.zip(), r.county()),
                label("request.accessLevel.", r.accessLevel(), locale),
                r.startDate(),
                r.endDate(),
                r.keepsEndDate(),
                r.justification(),
                r.supervisorName(),
                r.supervisorAddress(),
                r.supervisorJobTitle(),
                agreement(r)
                        .map(SignedAgreement::signedAt)
                        .map(at -> date(at, locale))
                        .orElse(null),
                r.legalName(),
                signed.map(SignedAgreement::fullLegalName).orElse(null),
                signed.map(SignedAgreement::facilityName).orElse(null),
                pickup.map(Pickup::username).orElse(null),
                pickup.map(Pickup::seenAt).map(at -> moment(at, locale)).orElse(null),
                corrections.of(number).stream().map(c -> labelled(c, locale)).toList(),
                Objects.requireNonNull(
                        messages.getMessage("request.hadPriorAccess." + r.hadPriorAccess(), null, locale)),
                r.otherEmployer() == null
                        ? null
                        : messages.getMessage("form.access-request.otherEmployer." + r.otherEmployer(), null, locale),
                accounts.mayAdd(r),
                accounts.elsewhere(
                        r, likely.stream().map(LikelyAccount::account).toList()),
                likelyAccounts.isUnknown(r, likely),
                likely.stream().map(it -> likely(it, locale)).toList(),
                likely.stream()
                        .map(LikelyAccount::account)
                        .filter(Account::isActive)
                        .map(Account::number)
                        .toList(),
                likely.isEmpty() ? List.of() : List.of(LikelyAnswer.noneOf(likely)),
                accounts.known(r).stream()
                        .map(account -> AccountSummary.of(account, messages, locale))
                        .toList(),
                settled.isPresent(),
                settled.map(account -> level(account, locale)).orElse(null),
                settled.map(account -> account.facts().username()).orElse(null),
                settled.map(account -> account.facts().endDate()).orElse(null),
                settled.map(account -> corrected(r, account.facts(), locale)).orElse(List.of()),
                settled.flatMap(account -> RequestedFacts.newEmailAddress(r, account.facts()))
                        .orElse(null),
                accounts.ofOthers(r).stream()
                        .map(account -> AccountSummary.of(account, messages, locale))
                        .toList(),
                requests.rivalsOf(r).stream().map(rival -> rival(rival, locale)).toList(),
                ending.map(AccessDeletionLookup.Ending::number).orElse(null),
                ending.map(AccessDeletionLookup.Ending::lastDay).orElse(null),
                contradictions.of(r).stream()
                        .map(message -> messages.getMessage(message, locale))
                        .toList(),
                referral.reasons(r).stream()
                        .map(reason -> messages.getMessage("request.referral." + reason, null, locale))
                        .collect(Collectors.joining(" ")),
                clinics.inWords(r, locale));
    }

    private LikelySummary likely(LikelyAccount likely, Locale locale) {
        Account account = likely.account();
        AccountFacts facts = account.facts();
        return new LikelySummary(
                account.number(),
                facts.username(),
                facts.personName(),
                facts.emailAddress(),
                facts.employer(),
                facts.locationName(),
                facts.supervisorName(),
                messages.getMessage("request.account." + account.status(), null, locale),
                account.lastAccessAt() == null ? null : calendar.dateOf(account.lastAccessAt()),
                likely.likenesses().stream()
                        .map(it -> messages.getMessage("request.likeness." + it, null, locale))
                        .collect(Collectors.joining(" \u00b7 ")));
    }

    /**
     * The agreement signed for this request, otherwise one for an account of the person, which still counts if no one
     * signs again.
     */
    private Optional<SignedAgreement> agreement(AccessRequest request) {
        return agreements
                .find(request.number())
                .or(() -> accounts.known(request).stream()
                        .map(account -> account.facts().agreementRequest())
                        .filter(Objects::nonNull)
                        .flatMap(number -> agreements.find(number).stream())
                        .findFirst());
    }

    /** What a change of permissions corrects, beside the level and the end date. */
    private List<CorrectionRepository.Correction> corrected(AccessRequest request, AccountFacts before, Locale locale) {
        return request.requestType() != RequestType.PERMISSIONS_CHANGE
                ? List.of()
                : RequestedFacts.corrections(request, before).stream()
                        .filter(it -> !Set.of("accessLevel", "endDate").contains(it.field()))
                        .map(it -> new CorrectionRepository.Correction(
                                words.label(it.field(), locale), it.before(), it.after()))
                        .toList();
    }

    private RivalRequest rival(AccessRequest rival, Locale locale) {
        return new RivalRequest(
                rival.number(),
                label("request.type.", rival.requestType(), locale),
                rival.userName(),
                rival.dateOfBirth(),
                rival.employer(),
                rival.locationName(),
                label("request.accessLevel.", rival.accessLevel(), locale),
                rival.startDate(),
                rival.supervisorName(),
                rival.supervisorAddress(),
                moment(rival.submittedAt(), locale),
                label("request.status.", rival.status(), locale));
    }

    private String level(Account account, Locale locale) {
        return label("request.accessLevel.", account.facts().accessLevel(), locale);
    }

    private String label(String prefix, Enum<?> value, Locale locale) {
        return messages.getMessage(prefix + value, null, locale);
    }

    private CorrectionRepository.Correction labelled(CorrectionRepository.Correction c, Locale locale) {
        CorrectionRepository.Correction worded = changes.worded(c, locale);
        String label = Objects.requireNonNull(
                messages.getMessage("form.access-request." + c.field(), null, c.field(), locale));
        String after = c.field().equals("dateOfBirth")
                ? messages.getMessage("request.corrections.changed", null, locale)
                : worded.after();
        return new CorrectionRepository.Correction(label, worded.before(), after);
    }

    private String moment(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(messages.getMessage("request.date.time", null, locale), locale)
                .format(at.atZone(calendar.zone()));
    }

    private String date(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(messages.getMessage("request.date", null, locale), locale)
                .format(at.atZone(calendar.zone()));
    }
}
