package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.facility.Employers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * When New Access reactivates an inactivated account: for the same person at the same employer, requested by the same
 * supervisor. If the agreement on file has the current wording, the user need not sign again.
 */
@Component
public class Reactivations {

    private final AccountRegister register;
    private final DepartureLookup departures;
    private final AgreementsOnFile agreements;
    private final Employers employers;

    Reactivations(
            AccountRegister register, DepartureLookup departures, AgreementsOnFile agreements, Employers employers) {
        this.employers = employers;
        this.register = register;
        this.departures = departures;
        this.agreements = agreements;
    }

    /** Whether the agreement of an account still counts. */
    public boolean agreementCounts(Account account) {
        String signedFor = account.facts().agreementRequest();
        return signedFor != null && agreements.stillCounts(signedFor);
    }

    /** Whether a request needs no new signature. */
    public boolean needNoSignature(AccessRequest request) {
        return !covered(request).isEmpty();
    }

    /** The inactivated accounts whose agreement counts for a request, so that one of them is reactivated. */
    public List<Account> covered(AccessRequest request) {
        if (request.requestType() != RequestType.NEW_ACCESS) {
            return List.of();
        }
        return Optional.ofNullable(request.account())
                .map(number -> register.find(number).stream())
                .orElseGet(() -> register.ofPerson(request.emailAddress()).stream())
                .filter(account -> covers(request, account))
                .toList();
    }

    /** Whether the agreement of an inactivated account counts for a request of the same supervisor for the same job. */
    public boolean covers(AccessRequest request, Account account) {
        return request.requestType() == RequestType.NEW_ACCESS
                && !account.isActive()
                && request.supervisorAddress().equals(account.facts().supervisorAddress())
                && !departures.hasSupervisorLeft(account)
                && (account.number().equals(request.account())
                        || request.account() == null
                                && request.emailAddress().equals(account.facts().emailAddress()))
                && sameJob(account.facts(), request)
                && agreementCounts(account);
    }

    private boolean sameJob(AccountFacts facts, AccessRequest request) {
        return employers.same(facts.employer(), facts.locationName(), request.employer(), request.locationName())
                && PersonName.same(
                        facts.firstName(), facts.lastName(), request.legalFirstName(), request.legalLastName());
    }
}
