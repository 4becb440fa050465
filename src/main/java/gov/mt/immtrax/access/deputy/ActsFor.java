package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Representation;
import gov.mt.immtrax.access.identity.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Whether the person who is logged in may act as the authorizing official of an account or a case: as the official, or
 * as a deputy. The first account or case that a call takes up, or the deputyship that its page names, says for which
 * official the call is; from then on it is for nobody else. A deputy never acts for themselves, nor for the official's
 * own access.
 */
@Component
public class ActsFor {

    private final DeputyshipRepository deputyships;
    private final AccountRegister register;
    private final DepartureLookup departures;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    ActsFor(
            DeputyshipRepository deputyships,
            AccountRegister register,
            DepartureLookup departures,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.deputyships = deputyships;
        this.register = register;
        this.departures = departures;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /** The deputyships in which the person who is logged in may act now. */
    public List<Deputyship> officials() {
        return deputyships.acceptedBy(currentPerson.require().address());
    }

    /**
     * Acts for the official of a deputyship in this call.
     *
     * @param path that is asked for
     * @throws ResponseStatusException 404 if the person may not: nobody learns which deputyships there are
     */
    public Deputyship takeUpDeputyship(String deputyship, String path) {
        Deputyship found = officials().stream()
                .filter(it -> it.number().equals(deputyship))
                .findFirst()
                .orElseThrow(() -> {
                    audit.recordRefusal(deputyship, path);
                    return new ResponseStatusException(HttpStatus.NOT_FOUND);
                });
        begin(found);
        return found;
    }

    /** Number of the deputyship in which somebody acts in this call; empty for somebody who acts for themselves. */
    public Optional<String> deputyship() {
        return Representation.current()
                .flatMap(official -> officials().stream()
                        .filter(it -> official.hasAddress(it.officialAddress()))
                        .map(Deputyship::number)
                        .findFirst());
    }

    /**
     * Takes up a case in this call, as its official or as a deputy.
     *
     * @param supervisor address of the authorizing official in the case
     * @param user address of the person whom the case is about
     */
    public boolean takeUp(@Nullable String supervisor, @Nullable String user) {
        if (Representation.current().isPresent()) {
            return mayReadOfOfficial(supervisor, user);
        }
        if (currentPerson.require().hasAddress(supervisor)) {
            return true;
        }
        Optional<Deputyship> found = representing(supervisor, user);
        found.ifPresent(this::begin);
        return found.isPresent();
    }

    /**
     * Like the other method, for a case in which a supervisor typed the user's address.
     *
     * @param account number of the account that the case is about, which may have another address; null if unknown
     */
    public boolean takeUp(@Nullable String supervisor, @Nullable String user, @Nullable String account) {
        boolean own =
                Representation.current().isEmpty() && currentPerson.require().hasAddress(supervisor);
        return (own || isOfSomebodyElse(supervisor, userOf(account))) && takeUp(supervisor, user);
    }

    /** Like {@link #takeUp(String, String)}, for an account; an official who has left it does not act for it. */
    public boolean takeUp(Account account) {
        return takeUp(account.facts().supervisorAddress(), account.facts().emailAddress()) && answersFor(account);
    }

    /** Whether the call's official, or their deputy, acts for an account. */
    public boolean answersFor(Account account) {
        String supervisor = account.facts().supervisorAddress();
        return Representation.current().isPresent()
                ? mayReadOfOfficial(supervisor, account.facts().emailAddress())
                : currentPerson.require().hasAddress(supervisor) && !departures.hasSupervisorLeft(account);
    }

    /** Whether a deputy may read a case, whoever the call is for. Says nothing about officials themselves. */
    public boolean mayReadAsDeputy(@Nullable String supervisor, @Nullable String user, @Nullable String account) {
        return isOfSomebodyElse(supervisor, userOf(account))
                && representing(supervisor, user).isPresent();
    }

    private @Nullable String userOf(@Nullable String account) {
        return account == null ? null : register.get(account).facts().emailAddress();
    }

    /** The accounts for which the call's official, or their deputy, acts. */
    public List<Account> people() {
        String official = currentPerson.official().address();
        return Representation.current().isEmpty()
                ? departures.stillOf(official)
                : register.ofSupervisor(official).stream()
                        .filter(this::answersFor)
                        .toList();
    }

    /** What is wrong with an address as that of the user, because a deputy acts: it is their own, or the official's. */
    public Optional<FormError> mistake(String field, @Nullable String typed) {
        if (typed == null || Representation.current().isEmpty()) {
            return Optional.empty();
        }
        String address = EmailAddresses.normalize(typed);
        if (currentPerson.require().hasAddress(address)) {
            return Optional.of(FormError.of(field, "deputy.rule.notForYourself"));
        }
        return currentPerson.official().hasAddress(address)
                ? Optional.of(FormError.of(field, "deputy.rule.notForOfficial"))
                : Optional.empty();
    }

    private boolean mayReadOfOfficial(@Nullable String supervisor, @Nullable String user) {
        return currentPerson.official().hasAddress(supervisor) && isOfSomebodyElse(supervisor, user);
    }

    private Optional<Deputyship> representing(@Nullable String supervisor, @Nullable String user) {
        return supervisor == null || !isOfSomebodyElse(supervisor, user)
                ? Optional.empty()
                : officials().stream()
                        .filter(it -> it.officialAddress().equals(EmailAddresses.normalize(supervisor)))
                        .findFirst();
    }

    /** Neither the deputy nor the official is the user. */
    private boolean isOfSomebodyElse(@Nullable String supervisor, @Nullable String user) {
        return user == null
                || !user.equals(supervisor) && !currentPerson.require().hasAddress(user);
    }

    /** The official of a deputyship; the login that stands in what is submitted is the deputy's. */
    private void begin(Deputyship deputyship) {
        Person deputy = currentPerson.require();
        Representation.begin(new Person(
                deputy.issuer(),
                deputy.subject(),
                deputyship.officialAddress(),
                deputyship.officialName(),
                EnumSet.of(Role.CITIZEN)));
    }
}
