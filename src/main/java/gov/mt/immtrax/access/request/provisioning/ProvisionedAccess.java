package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.account.UsernameCorrected;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccountMatch;
import gov.mt.immtrax.access.request.AccountMatch.Step;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.AccountMoved;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.RequestedFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what the help desk set up in imMTrax into the register: in the transaction of the decision, or on the start
 * date if that is later and an account in use is changed.
 */
@Component
public class ProvisionedAccess {

    private final AccountRegister register;
    private final EmailAddressChanges addresses;
    private final RequestEffectRepository effects;
    private final AccessDeletionLookup endings;
    private final ApplicationEventPublisher publisher;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AccountMatches matches;

    ProvisionedAccess(
            AccountRegister register,
            EmailAddressChanges addresses,
            RequestEffectRepository effects,
            AccessDeletionLookup endings,
            ApplicationEventPublisher publisher,
            BusinessCalendar calendar,
            Clock clock,
            AccountMatches matches) {
        this.register = register;
        this.addresses = addresses;
        this.effects = effects;
        this.endings = endings;
        this.publisher = publisher;
        this.calendar = calendar;
        this.clock = clock;
        this.matches = matches;
    }

    /**
     * @param agreementSigned whether the user signed an agreement for this request, which then replaces the previous
     *     one
     * @return whether an account in use is changed later, on the start date
     */
    boolean enter(AccessRequest request, AccountMatch choice, boolean agreementSigned) {
        boolean planned = isAhead(request) && !choice.needsCredentials() && choice.step() != Step.RESUME;
        if (choice.changed().isEmpty()) {
            String username = Objects.requireNonNull(choice.username());
            effects.note(
                    request.number(),
                    planned
                            ? RequestEffect.opensLater(username)
                            : RequestEffect.opened(open(request, username, choice.account(), agreementSigned)));
            return planned;
        }
        Account before = lock(choice.changed().get().number());
        if (choice.step() == Step.RESUME) {
            change(request, before, agreementSigned, false);
            effects.note(request.number(), RequestEffect.opened(before.number()));
            return false;
        }
        effects.note(
                request.number(),
                planned
                        ? effect(request, before, changed(before.facts(), request, agreementSigned), true)
                                .asPlan()
                        : change(request, before, agreementSigned, choice.step() == Step.CHANGE));
        return planned;
    }

    /** The account of a request that was provisioned; empty if the register does not know it before the start date. */
    public Optional<Account> accountOf(AccessRequest request) {
        return effects.find(request.number())
                .flatMap(effect -> effect.account() != null
                        ? register.find(effect.account())
                        : opened(request, Objects.requireNonNull(effect.plannedUsername())));
    }

    /**
     * The account that is opened on the start date, if somebody entered it before. New Access for a login in use adds
     * one under another employer; if the login was inactivated meanwhile, that account says so.
     */
    private Optional<Account> opened(AccessRequest request, String username) {
        List<Account> login = register.ofLogin(username);
        boolean adds = request.requestType() == RequestType.NEW_ACCESS
                && login.stream().anyMatch(Account::isActive);
        return login.stream()
                .filter(account -> !adds || matches.isAt(account, request))
                .findFirst();
    }

    /**
     * Finds out anew who is responsible for the account of a planned change, because the account has changed.
     *
     * @return whether that is somebody else now, who did not request the change
     */
    public boolean replan(AccessRequest request, boolean agreementSigned) {
        RequestEffect plan = effects.find(request.number()).orElseThrow();
        Account account = accountOf(request).orElseThrow();
        RequestEffect now = effect(request, account, changed(account.facts(), request, agreementSigned), true);
        if (Objects.equals(plan.officialAddress(), now.officialAddress())) {
            return false;
        }
        effects.replan(request.number(), now);
        return now.officialAddress() != null;
    }

    /**
     * Changes the account of a request whose start date has come, or enters it in the register.
     *
     * @throws IllegalStateException if the account was inactivated a moment ago
     */
    public void carryOut(AccessRequest request, boolean agreementSigned) {
        Optional<Account> known = accountOf(request);
        if (known.isEmpty()) {
            String username = Objects.requireNonNull(
                    effects.find(request.number()).orElseThrow().plannedUsername());
            Account login = request.requestType() == RequestType.NEW_ACCESS
                    ? register.ofLogin(username).stream()
                            .filter(Account::isActive)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(
                                    "The login of " + request.number() + " was inactivated a moment ago"))
                    : null;
            effects.carriedOut(request.number(), RequestEffect.opened(open(request, username, login, agreementSigned)));
            return;
        }
        Account before = lock(known.get().number());
        if (!before.isActive()) {
            throw new IllegalStateException(before.number() + " was inactivated before " + request.number());
        }
        effects.carriedOut(request.number(), change(request, before, agreementSigned, true));
    }

    /** A plan to add an account to a login follows it. */
    @EventListener
    void on(UsernameCorrected corrected) {
        effects.renamePlanned(corrected.before(), corrected.username());
    }

    /** @param login an account of the login in use that gets access under another employer; null for a new login */
    private String open(AccessRequest request, String username, @Nullable Account login, boolean agreementSigned) {
        AccountFacts facts = RequestedFacts.of(request, username, agreementSigned ? request.number() : null);
        Cause cause = Cause.of(request.number());
        Account opened = login == null
                ? register.open(facts, usableFrom(request), cause)
                : register.add(facts, login, usableFrom(request), cause);
        return opened.number();
    }

    private Account lock(String account) {
        endings.holdOf(account);
        return register.lock(account);
    }

    /** @param inUse false if the account is reactivated */
    private RequestEffect change(AccessRequest request, Account before, boolean agreementSigned, boolean inUse) {
        Cause cause = Cause.of(request.number());
        Account after = register.change(before.number(), facts -> changed(facts, request, agreementSigned), cause);
        RequestedFacts.newEmailAddress(request, before.facts())
                .ifPresent(address -> addresses.enter(before.number(), address, cause));
        RequestEffect effect = effect(request, before, after.facts(), inUse);
        if (!inUse) {
            register.reactivate(before.number(), usableFrom(request), cause);
        } else {
            addresses.noteReplaced(
                    before.number(),
                    before.facts().emailAddress(),
                    after.facts().emailAddress());
            if (moves(request, effect)) {
                register.recordMove(before.number(), usableFrom(request), cause);
            }
        }
        if (effect.endsForSomebody()) {
            publisher.publishEvent(new AccountMoved(before.number(), before.facts()));
        }
        return effect;
    }

    private static boolean isOfPermissions(AccessRequest request) {
        return request.requestType() == RequestType.PERMISSIONS_CHANGE;
    }

    /** New Access for somebody who uses an account of the same supervisor and employer moves nothing. */
    public static boolean moves(AccessRequest request, RequestEffect effect) {
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                || request.requestType() == RequestType.NEW_ACCESS
                        && (effect.endsForSomebody()
                                || !Folding.ORGANIZATION.same(effect.employerBefore(), request.employer()));
    }

    private boolean isAhead(AccessRequest request) {
        return calendar.dateOf(clock.instant()).isBefore(request.startDate());
    }

    /** Opening hour on the start date, when credentials go out at the earliest, or now if that is over. */
    private Instant usableFrom(AccessRequest request) {
        Instant start = calendar.opening(request.startDate());
        Instant now = clock.instant();
        return start.isAfter(now) ? start : now;
    }

    private static RequestEffect effect(AccessRequest request, Account before, AccountFacts after, boolean inUse) {
        boolean leaves = inUse
                && before.facts().supervisorAddress() != null
                && !Objects.equals(before.facts().supervisorAddress(), after.supervisorAddress());
        if (leaves) {
            return RequestEffect.moved(before.number(), before.facts());
        }
        return isOfPermissions(request) && !request.supervisorAddress().equals(after.supervisorAddress())
                ? RequestEffect.changedForAnother(before.number(), before.facts())
                : RequestEffect.changed(before.number(), before.facts());
    }

    private static AccountFacts changed(AccountFacts facts, AccessRequest request, boolean agreementSigned) {
        return RequestedFacts.of(request, facts, agreementSigned ? request.number() : facts.agreementRequest());
    }
}
