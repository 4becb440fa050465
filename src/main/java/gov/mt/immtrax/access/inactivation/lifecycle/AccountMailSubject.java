package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DisputeLookup;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.account.FactWords;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.RegistrySettings;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.InactivationDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Supplies addresses and template values for emails about an account. */
@Component
class AccountMailSubject implements MailSubject {

    private final AccountRegister register;
    private final EmailAddressChanges addresses;
    private final AccountHistory history;
    private final FactWords factWords;
    private final MailLedger ledger;
    private final LifecycleStateRepository lives;
    private final AccountDeadlines dates;
    private final InactivationRepository inactivations;
    private final InactivationDeadlines deadlines;
    private final DisputeLookup disputes;
    private final RegistrySettings registry;
    private final BusinessCalendar calendar;

    AccountMailSubject(
            AccountRegister register,
            EmailAddressChanges addresses,
            AccountHistory history,
            FactWords factWords,
            MailLedger ledger,
            LifecycleStateRepository lives,
            AccountDeadlines dates,
            InactivationRepository inactivations,
            InactivationDeadlines deadlines,
            DisputeLookup disputes,
            RegistrySettings registry,
            BusinessCalendar calendar) {
        this.register = register;
        this.addresses = addresses;
        this.history = history;
        this.factWords = factWords;
        this.ledger = ledger;
        this.lives = lives;
        this.dates = dates;
        this.inactivations = inactivations;
        this.deadlines = deadlines;
        this.disputes = disputes;
        this.registry = registry;
        this.calendar = calendar;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCOUNT;
    }

    /** @return null if the register knows none; do not post such emails */
    @Override
    public @Nullable String addressOf(Audience audience, String number) {
        AccountFacts facts = register.get(number).facts();
        return switch (audience) {
            case USER -> facts.emailAddress();
            case SUPERVISOR -> facts.supervisorAddress();
            case FORMER_SUPERVISOR ->
                disputes.lastDisputant(number).orElseThrow().address();
            case NEW_ADDRESS ->
                addresses.find(number).map(EmailAddressChange::newAddress).orElse(null);
            case OLD_ADDRESS ->
                addresses.find(number).map(EmailAddressChange::oldAddress).orElse(null);
            case ACCOUNT_SUPERVISOR, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalArgumentException(audience + " is not a recipient of emails about an account");
        };
    }

    @Override
    public Set<String> addressesOfOthers(Audience audience, String number) {
        AccountFacts facts = register.get(number).facts();
        String other = audience == Audience.USER ? facts.supervisorAddress() : facts.emailAddress();
        return other == null ? Set.of() : Set.of(other);
    }

    /** A new address that was taken back, or another one meanwhile, is not written to; nor is anybody told of it. */
    @Override
    public boolean isTrue(String template, String number) {
        return switch (template) {
            case "confirm-email-address", "email-address-entered" ->
                addresses.waiting(register.get(number)).isPresent();
            case "details-corrected-user", "details-corrected-supervisor" ->
                !corrected(template, number).isEmpty();
            default -> true;
        };
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Account account = register.get(number);
        AccountFacts facts = account.facts();
        Map<String, Object> words = new HashMap<>();
        words.put("accountNumber", number);
        words.put("userName", facts.personName());
        words.put("username", facts.username());
        words.put("employer", facts.employer());
        List<String> others = register.otherEmployers(account);
        words.put("otherEmployers", others.isEmpty() ? null : String.join(", ", others));
        words.put("keepsLogin", !others.isEmpty());
        words.put("employersOfLogin", String.join(", ", employersOfLogin(account)));
        words.put("locationName", facts.locationName());
        words.put("accessLevelKey", "request.accessLevel." + facts.accessLevel());
        words.put("supervisorName", facts.supervisorName());
        disputes.lastDisputant(number).ifPresent(disputant -> words.put("formerSupervisorName", disputant.name()));
        addresses.find(number).ifPresent(change -> words.put("newAddress", change.newAddress()));
        if (template.startsWith("details-corrected-")) {
            List<AccountFacts.Difference> corrected = corrected(template, number);
            words.put(
                    "changes",
                    corrected.stream()
                            .map(it -> factWords.lineOfEmail(it, Locale.US))
                            .toList());
            words.put(
                    "otherUsername",
                    corrected.stream().anyMatch(it -> it.field().equals("username")));
        }
        words.put("endDate", facts.endDate());
        words.put("endDay", facts.endDate());
        words.put("endKey", facts.endDate() == null ? "mail.end.none" : "mail.end.on");
        words.put(
                "dueDate",
                inactivations
                        .latest(number)
                        .map(deadlines::dueAt)
                        .map(calendar::dateOf)
                        .orElse(null));
        words.put("lastAccessOn", account.lastAccessAt() == null ? null : calendar.dateOf(account.lastAccessAt()));
        if (account.isActive()) {
            words.put("keepUntil", dates.lastDay(lives.get(number)));
            words.put("registryUrl", registry.loginUrl().toString());
        } else {
            words.put("inactivationKey", "inactivation.inactivated." + account.inactivationReason());
        }
        return words;
    }

    /** The employers under whom a login is active, or under whom its inactivity ended it on the same day. */
    private Set<String> employersOfLogin(Account account) {
        Set<String> employers = new LinkedHashSet<>(Set.of(account.facts().employer()));
        register.othersOfLogin(account).stream()
                .filter(other -> account.isActive() ? other.isActive() : endedTogether(account, other))
                .forEach(other -> employers.add(other.facts().employer()));
        return employers;
    }

    private boolean endedTogether(Account one, Account other) {
        return one.inactivationReason() == InactivationReason.INACTIVITY
                && other.inactivationReason() == InactivationReason.INACTIVITY
                && calendar.dateOf(Objects.requireNonNull(one.inactivatedAt()))
                        .equals(calendar.dateOf(Objects.requireNonNull(other.inactivatedAt())));
    }

    /** What the help desk has corrected since the recipients were last told. */
    private List<AccountFacts.Difference> corrected(String template, String number) {
        return history.correctedSince(number, ledger.lastSent(template, number).orElse(Instant.EPOCH));
    }
}
