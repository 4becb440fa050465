package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.InactivationLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.facility.Employers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** What contradicts that a request is provisioned now. The task shows it, and such an outcome is asked about. */
@Component
public class ProvisioningContradictions {

    private static final DateTimeFormatter MONTANA_DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);

    private final AccessDeletionLookup endings;
    private final AccountMatches accounts;
    private final AccountRegister register;
    private final InactivationLookup inactivations;
    private final AgreementsOnFile agreements;
    private final CorrectionRepository corrections;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final Employers employers;
    private final ClinicNames clinics;

    ProvisioningContradictions(
            AccessDeletionLookup endings,
            AccountMatches accounts,
            AccountRegister register,
            InactivationLookup inactivations,
            AgreementsOnFile agreements,
            CorrectionRepository corrections,
            BusinessCalendar calendar,
            Clock clock,
            Employers employers,
            ClinicNames clinics) {
        this.clinics = clinics;
        this.employers = employers;
        this.endings = endings;
        this.accounts = accounts;
        this.register = register;
        this.inactivations = inactivations;
        this.agreements = agreements;
        this.corrections = corrections;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Messages; empty if nothing contradicts it. */
    public List<DefaultMessageSourceResolvable> of(AccessRequest request) {
        LocalDate today = calendar.dateOf(clock.instant());
        List<DefaultMessageSourceResolvable> found = ofSignature(request);
        if (request.endDate() != null && request.endDate().isBefore(today)) {
            found.add(message("request.contradiction.endDatePast", MONTANA_DAY.format(request.endDate())));
        }
        endOf(request)
                .filter(end -> !end.planned() || request.startDate().isAfter(end.lastDay()))
                .findFirst()
                .ifPresent(end -> found.add(message(
                        "request.contradiction.deletionOpen", end.number(), MONTANA_DAY.format(end.lastDay()))));
        if (request.requestType() == RequestType.PERMISSIONS_CHANGE) {
            accounts.settled(request)
                    .flatMap(account -> endOf(account, request, today))
                    .ifPresent(found::add);
            accounts.settled(request).ifPresent(account -> found.addAll(ofCorrection(request, account)));
        }
        return found;
    }

    /** What the user typed at signing and the request does not say; to be looked at, with a reason. */
    public List<DefaultMessageSourceResolvable> ofSignature(AccessRequest request) {
        List<DefaultMessageSourceResolvable> found = new ArrayList<>();
        agreements.signature(request.number()).ifPresent(signed -> {
            if (!SignatureMatch.sameName(signed.fullLegalName(), request)) {
                found.add(message("request.contradiction.signedName", signed.fullLegalName(), request.legalName()));
            }
            if (!SignatureMatch.sameFacility(signed.facilityName(), request, otherNames(request))) {
                found.add(message(
                        "request.contradiction.signedFacility",
                        signed.facilityName(),
                        request.employer(),
                        request.locationName()));
            }
        });
        return found;
    }

    /** What a change of permissions would correct in an account and that may be another person or employer. */
    public List<DefaultMessageSourceResolvable> ofCorrection(AccessRequest request, Account account) {
        AccountFacts before = account.facts();
        List<DefaultMessageSourceResolvable> found = new ArrayList<>();
        if (RequestedFacts.namesAnother(request, before)) {
            found.add(message("request.contradiction.otherPerson", before.personName(), request.userName()));
        }
        if (RequestedFacts.changesEmployer(request, before, employers)) {
            found.add(message("request.contradiction.otherEmployer", before.employer(), request.employer()));
        }
        RequestedFacts.newEmailAddress(request, before)
                .ifPresent(address -> register.ofPerson(address).stream()
                        .filter(other -> !other.facts().username().equals(before.username()))
                        .findFirst()
                        .ifPresent(other ->
                                found.add(message("request.contradiction.addressInUse", address, other.number()))));
        return found;
    }

    /** Locations from before a correction, and what the clinic is called today. */
    private List<String> otherNames(AccessRequest request) {
        ClinicName today = clinics.of(request.employer(), request.locationName());
        return Stream.concat(
                        corrections.of(request.number()).stream()
                                .filter(change -> change.field().equals("locationName"))
                                .map(CorrectionRepository.Correction::before)
                                .filter(Objects::nonNull),
                        Stream.of(today.employer(), today.locationName()))
                .toList();
    }

    /** A change of permissions neither moves the end of an account nor uses the account. */
    private Optional<DefaultMessageSourceResolvable> endOf(Account account, AccessRequest request, LocalDate today) {
        LocalDate end = account.facts().endDate();
        if (request.keepsEndDate() && end != null && end.isBefore(today)) {
            return Optional.of(message("request.contradiction.accountEnding", MONTANA_DAY.format(end)));
        }
        return inactivations
                .openFor(account.number())
                .filter(InactivationReason.INACTIVITY::equals)
                .map(reason -> message("request.contradiction.inactivityOpen", account.number()));
    }

    /**
     * A move closes a deletion that was requested for the former employer, so they do not contradict each other, nor
     * does new access under another employer.
     */
    private Stream<AccessDeletionLookup.Ending> endOf(AccessRequest request) {
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                ? Stream.empty()
                : endings.openFor(request.emailAddress()).stream()
                        .filter(end -> request.requestType() != RequestType.NEW_ACCESS
                                || employers.same(
                                        end.employer(),
                                        end.locationName(),
                                        request.employer(),
                                        request.locationName()));
    }

    private static DefaultMessageSourceResolvable message(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }
}
