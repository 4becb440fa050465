package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AgreementsOnFile;
import gov.mt.immtrax.access.request.RequestType;
import java.util.Optional;
import java.util.stream.Stream;
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

    Reactivations(AccountRegister register, DepartureLookup departures, AgreementsOnFile agreements) {
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
    boolean needNoSignature(AccessRequest request, Person supervisor) {
        return request.requestType() == RequestType.NEW_ACCESS
                && meant(request, supervisor).anyMatch(this::agreementCounts);
    }

    private Stream<Account> meant(AccessRequest request, Person supervisor) {
        return Optional.ofNullable(request.account())
                .map(number -> register.find(number).stream())
                .orElseGet(() -> register.ofPerson(request.emailAddress()).stream())
                .filter(account -> !account.isActive())
                .filter(account -> supervisor.hasAddress(account.facts().supervisorAddress()))
                .filter(account -> !departures.hasSupervisorLeft(account))
                .filter(account -> sameJob(account.facts(), request));
    }

    private static boolean sameJob(AccountFacts facts, AccessRequest request) {
        return Folding.ORGANIZATION.same(facts.employer(), request.employer())
                && PersonName.same(
                        facts.firstName(), facts.lastName(), request.legalFirstName(), request.legalLastName());
    }
}
