package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccountMatch;
import gov.mt.immtrax.access.request.AccountMatch.Step;
import gov.mt.immtrax.access.request.AccountMoved;
import gov.mt.immtrax.access.request.RequestType;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes what the help desk set up in imMTrax into the register, in the transaction of the decision. */
@Component
class ProvisionedAccess {

    private final AccountRegister register;
    private final RequestEffectRepository effects;
    private final AccessDeletionLookup endings;
    private final ApplicationEventPublisher publisher;
    private final BusinessCalendar calendar;
    private final Clock clock;

    ProvisionedAccess(
            AccountRegister register,
            RequestEffectRepository effects,
            AccessDeletionLookup endings,
            ApplicationEventPublisher publisher,
            BusinessCalendar calendar,
            Clock clock) {
        this.register = register;
        this.effects = effects;
        this.endings = endings;
        this.publisher = publisher;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param agreementSigned whether the user signed an agreement for this request, which then replaces the previous
     *     one
     */
    void enter(AccessRequest request, AccountMatch choice, boolean agreementSigned) {
        Cause cause = Cause.of(request.number());
        String username = Objects.requireNonNull(choice.username());
        if (choice.account() == null) {
            AccountFacts facts = asAskedFor(request, username, agreementSigned ? request.number() : null);
            effects.note(
                    request.number(),
                    RequestEffect.opened(
                            register.open(facts, usableFrom(request), cause).number()));
            return;
        }
        endings.holdOf(choice.account().number());
        Account before = register.lock(choice.account().number());
        boolean permissionsOnly = request.requestType() == RequestType.PERMISSIONS_CHANGE;
        Account after = register.change(
                before.number(),
                facts -> {
                    String agreement = agreementSigned ? request.number() : facts.agreementRequest();
                    return permissionsOnly
                            ? withPermissions(facts, request, agreement)
                            : asAskedFor(request, username, agreement);
                },
                cause);
        if (choice.step() == Step.REACTIVATE) {
            register.reactivate(before.number(), usableFrom(request), cause);
        } else if (!permissionsOnly) {
            register.recordMove(before.number(), usableFrom(request), cause);
        }
        boolean leaves = choice.step() == Step.CHANGE
                && before.facts().supervisorAddress() != null
                && !Objects.equals(
                        before.facts().supervisorAddress(), after.facts().supervisorAddress());
        boolean others = permissionsOnly
                && !request.supervisorAddress().equals(after.facts().supervisorAddress());
        effects.note(request.number(), effect(before, leaves, others));
        if (leaves) {
            publisher.publishEvent(new AccountMoved(before.number()));
        }
    }

    /** Opening hour on the start date, when credentials go out at the earliest, or now if that is over. */
    private Instant usableFrom(AccessRequest request) {
        Instant start = calendar.opening(request.startDate());
        Instant now = clock.instant();
        return start.isAfter(now) ? start : now;
    }

    private static RequestEffect effect(Account before, boolean leaves, boolean others) {
        if (leaves) {
            return RequestEffect.moved(before.number(), before.facts());
        }
        return others
                ? RequestEffect.changedForAnother(before.number(), before.facts())
                : RequestEffect.changed(before.number(), before.facts());
    }

    private static AccountFacts asAskedFor(AccessRequest r, String username, @Nullable String agreement) {
        return new AccountFacts(
                username,
                r.legalFirstName(),
                r.legalLastName(),
                r.emailAddress(),
                r.employer(),
                r.locationName(),
                r.accessLevel(),
                r.vfcPin(),
                r.supervisorName(),
                r.supervisorAddress(),
                agreement,
                r.endDate());
    }

    /**
     * The person and their address stay the same. So does the supervisor, if there is one. The end date stays only if
     * the request says none for an account that its form did not show.
     */
    private static AccountFacts withPermissions(AccountFacts f, AccessRequest r, @Nullable String agreement) {
        boolean answeredFor = f.supervisorAddress() != null;
        return new AccountFacts(
                f.username(),
                f.firstName(),
                f.lastName(),
                f.emailAddress() == null ? r.emailAddress() : f.emailAddress(),
                f.employer(),
                f.locationName(),
                r.accessLevel(),
                f.vfcPin(),
                answeredFor ? f.supervisorName() : r.supervisorName(),
                answeredFor ? f.supervisorAddress() : r.supervisorAddress(),
                agreement,
                r.keepsEndDate() ? f.endDate() : r.endDate());
    }
}
