package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.account.FactWords;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.RequestChanges;
import gov.mt.immtrax.access.request.RequestReferral;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.Deadlines;
import gov.mt.immtrax.access.request.process.RequestEnding;
import gov.mt.immtrax.access.request.process.UserAwareness;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Supplies addresses and template values for emails about a request. */
@Component
class RequestMailSubject implements MailSubject {

    /** Emails to recipients who may know the user's previous access level. */
    private static final Set<String> TELL_ALL = Set.of(
            "permissions-changed-user",
            "access-moved-user",
            "permissions-changed-by-other",
            "change-planned-user",
            "change-planned-official");

    /** Emails to whoever is responsible for an account that somebody else wants to change. */
    private static final Set<String> TO_OFFICIAL = Set.of("change-planned-official", "change-called-off-official");

    /** Emails with login credentials, which are true while the login has access under any employer. */
    private static final Set<String> OF_LOGIN = Set.of("email-credentials", "password-link");

    /** Emails that give access, or say that somebody has it. */
    private static final Set<String> OF_ACCESS = Set.of(
            "email-credentials",
            "password-link",
            "access-granted-supervisor",
            "access-added-user",
            "access-added-supervisor");

    /** Emails that say what is still missing after an invitation. */
    private static final Set<String> AFTER_THE_INVITATION = Set.of("remind-user", "missing-paperwork");

    /** Changes that the emails tell in sentences, or that are no news. */
    private static final Set<String> TOLD_OTHERWISE =
            Set.of("accessLevel", "endDate", "agreementRequest", "supervisorName", "supervisorAddress");

    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final RequestChanges changes;
    private final UserAwareness users;
    private final RequestReferral referral;
    private final RequestEnding ending;
    private final Deadlines deadlines;
    private final BusinessCalendar calendar;
    private final IssuedCredentials credentials;
    private final RequestEffectRepository effects;
    private final AccountRegister register;
    private final AccountHistory history;
    private final EmailAddressChanges addresses;
    private final FactWords factWords;
    private final UserAddress userAddress;
    private final Clock clock;

    RequestMailSubject(
            AccessRequestRepository requests,
            Timeline timeline,
            RequestChanges changes,
            UserAwareness users,
            RequestReferral referral,
            RequestEnding ending,
            Deadlines deadlines,
            BusinessCalendar calendar,
            IssuedCredentials credentials,
            RequestEffectRepository effects,
            AccountRegister register,
            AccountHistory history,
            EmailAddressChanges addresses,
            FactWords factWords,
            UserAddress userAddress,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.changes = changes;
        this.users = users;
        this.referral = referral;
        this.ending = ending;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.credentials = credentials;
        this.effects = effects;
        this.register = register;
        this.history = history;
        this.addresses = addresses;
        this.factWords = factWords;
        this.userAddress = userAddress;
        this.clock = clock;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCESS_REQUEST;
    }

    @Override
    public @Nullable String addressOf(Audience audience, String requestNumber) {
        AccessRequest request = requests.get(requestNumber);
        return switch (audience) {
            case USER -> userAddress.of(request);
            case SUPERVISOR -> request.supervisorAddress();
            case FORMER_SUPERVISOR -> effects.find(requestNumber).orElseThrow().formerSupervisorAddress();
            case ACCOUNT_SUPERVISOR -> effects.find(requestNumber).orElseThrow().accountSupervisorAddress();
            case OLD_ADDRESS -> users.formerAddress(requestNumber).orElse(null);
            case NEW_ADDRESS, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalArgumentException(audience + " is not a recipient of emails about a request");
        };
    }

    @Override
    public Optional<String> requesterOf(String requestNumber) {
        return Optional.of(requests.get(requestNumber).supervisorAddress());
    }

    /**
     * Nobody is told of access that has ended since, of an approval that no longer counts, of a change that was changed
     * back, or of a plan of their own for an account that they have become responsible for.
     */
    @Override
    public boolean isTrue(String template, String requestNumber) {
        if (template.equals("request-changed-user")) {
            return !changes.sinceTold(requestNumber, Locale.US).isEmpty();
        }
        if (template.equals("request-readdressed-user")) {
            return users.formerAddress(requestNumber).isPresent();
        }
        if (template.equals("request-approved-supervisor")) {
            return timeline.isApproved(requestNumber);
        }
        if (TO_OFFICIAL.contains(template)) {
            return effects.find(requestNumber)
                    .filter(effect -> effect.endsForSomebody() || effect.surprisesSomebody())
                    .isPresent();
        }
        return !OF_ACCESS.contains(template)
                || effects.find(requestNumber)
                        .map(RequestEffect::account)
                        .map(register::get)
                        .map(account -> account.isActive()
                                || OF_LOGIN.contains(template)
                                        && !register.otherEmployers(account).isEmpty())
                        .orElse(true);
    }

    @Override
    public Map<String, Object> wordsFor(String template, String requestNumber) {
        AccessRequest request = requests.get(requestNumber);
        Map<String, Object> words = new HashMap<>();
        words.put("requestNumber", requestNumber);
        words.put("userName", request.userName());
        words.put("supervisorName", request.supervisorName());
        words.put("supervisorAddress", request.supervisorAddress());
        words.put("employer", request.employer());
        words.put("locationName", request.locationName());
        words.put("requestType", request.requestType().name());
        words.put("requestTypeKey", "request.type." + request.requestType());
        words.put("accessLevelKey", "request.accessLevel." + request.accessLevel());
        words.put("startDate", request.startDate());
        words.put("endDay", request.endDate());
        words.put("endKey", endKey(request));
        if (request.startDate().isAfter(calendar.dateOf(clock.instant()))) {
            words.put("laterStart", request.startDate());
        }
        words.put("submittedOn", calendar.dateOf(request.submittedAt()));
        words.put("dueDate", date(request.dueAt()));
        words.put("expiresOn", expiresOn(request));
        words.put(
                request.status() == RequestStatus.EXPIRED ? "missing" : "ending",
                ending.reason(request).map(Enum::name).orElse(null));
        words.put("reason", timeline.reason(requestNumber).orElse(null));
        if (AFTER_THE_INVITATION.contains(template)) {
            words.put("again", users.signsAgain(requestNumber));
            words.put("refusedAddress", users.isUnreachable(requestNumber) ? request.emailAddress() : null);
        }
        words.put("own", request.isOwn());
        words.put("toSign", request.status() == RequestStatus.AWAITING_SIGNATURE);
        if (template.equals("sign-again")) {
            words.put("changes", changes.sinceSigned(requestNumber, Locale.US));
        } else if (template.equals("request-changed-user")) {
            words.put("changes", changes.sinceTold(requestNumber, Locale.US));
        }
        if (template.equals("request-referred-supervisor")) {
            words.put(
                    "referralKeys",
                    referral.reasons(request).stream()
                            .map(reason -> "mail.request-referred-supervisor.why." + reason)
                            .toList());
        }
        effects.find(requestNumber).ifPresent(effect -> {
            words.putAll(wordsFor(template, request, effect));
            String account = effect.account();
            if (request.requestType() == RequestType.PERMISSIONS_CHANGE && account != null && !effect.planned()) {
                words.putAll(wordsOfRegister(template, request, effect, register.get(account)));
            }
        });
        words.putAll(credentials.wordsFor(template, requestNumber));
        return words;
    }

    private Map<String, Object> wordsFor(String template, AccessRequest request, RequestEffect effect) {
        Map<String, Object> words = new HashMap<>();
        if (template.equals("access-moved-former-supervisor")) {
            words.put("formerSupervisorName", effect.formerSupervisorName());
            words.put("employerBefore", effect.employerBefore());
            words.put("locationBefore", effect.locationBefore());
        }
        if (TO_OFFICIAL.contains(template)) {
            words.put(
                    "officialName",
                    effect.endsForSomebody() ? effect.formerSupervisorName() : effect.accountSupervisorName());
            words.put("employerBefore", effect.employerBefore());
            words.put("locationBefore", effect.locationBefore());
        }
        if (template.equals("access-moved-user")) {
            words.put("employerBefore", effect.employerBefore());
        }
        if (template.equals("permissions-changed-by-other")) {
            words.put("accountSupervisorName", effect.accountSupervisorName());
        }
        boolean otherLevel = effect.levelBefore() != null && effect.levelBefore() != request.accessLevel();
        if (otherLevel && (TELL_ALL.contains(template) || answersFor(request, effect))) {
            words.put("levelBeforeKey", "request.accessLevel." + effect.levelBefore());
        }
        if (request.endDate() != null && !request.endDate().equals(effect.endDateBefore())) {
            words.put("newEndDate", request.endDate());
        }
        boolean ends = request.endDate() != null || request.keepsEndDate();
        words.put("endRemoved", !ends && effect.endDateBefore() != null);
        return words;
    }

    /**
     * What a change of permissions has changed, as the register has it. Where the person works is not told to somebody
     * who does not answer for the account.
     */
    private Map<String, Object> wordsOfRegister(
            String template, AccessRequest request, RequestEffect effect, Account account) {
        Map<String, Object> words = new HashMap<>();
        AccountFacts facts = account.facts();
        boolean mayKnow = TELL_ALL.contains(template) || answersFor(request, effect);
        words.put("userName", mayKnow ? facts.personName() : request.userName());
        words.put("employer", mayKnow ? facts.employer() : null);
        words.put("locationName", mayKnow ? facts.locationName() : null);
        words.put(
                "changes",
                mayKnow
                        ? history.changedBy(request.number(), account.number()).stream()
                                .filter(it -> !TOLD_OTHERWISE.contains(it.field()))
                                .map(it -> factWords.lineOfEmail(it, Locale.US))
                                .toList()
                        : List.of());
        if (mayKnow) {
            addresses.waiting(account).ifPresent(change -> words.put("newAddress", change.newAddress()));
        }
        return words;
    }

    /** The previous access level is confidential if the account belongs to another employer or supervisor. */
    private boolean answersFor(AccessRequest request, RequestEffect effect) {
        return request.requestType() == RequestType.PERMISSIONS_CHANGE
                && effect.account() != null
                && request.supervisorAddress()
                        .equals(register.get(effect.account()).facts().supervisorAddress());
    }

    private static String endKey(AccessRequest request) {
        if (request.endDate() != null) {
            return "mail.end.on";
        }
        return request.keepsEndDate() ? "mail.end.kept" : "mail.end.none";
    }

    private @Nullable LocalDate expiresOn(AccessRequest request) {
        boolean mayExpire =
                request.status() == RequestStatus.AWAITING_SIGNATURE || request.status() == RequestStatus.RETURNED;
        return mayExpire ? date(deadlines.expiry(request.number()).toInstant()) : null;
    }

    private @Nullable LocalDate date(@Nullable Instant instant) {
        return instant == null ? null : calendar.dateOf(instant);
    }
}
