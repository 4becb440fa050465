package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DisputeLookup;
import gov.mt.immtrax.access.account.RegistrySettings;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.InactivationDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Supplies addresses and template values for emails about an account. */
@Component
class AccountMailSubject implements MailSubject {

    private final AccountRegister register;
    private final LifecycleStateRepository lives;
    private final AccountDeadlines dates;
    private final InactivationRepository inactivations;
    private final InactivationDeadlines deadlines;
    private final DisputeLookup disputes;
    private final RegistrySettings registry;
    private final BusinessCalendar calendar;

    AccountMailSubject(
            AccountRegister register,
            LifecycleStateRepository lives,
            AccountDeadlines dates,
            InactivationRepository inactivations,
            InactivationDeadlines deadlines,
            DisputeLookup disputes,
            RegistrySettings registry,
            BusinessCalendar calendar) {
        this.register = register;
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
            case ACCOUNT_SUPERVISOR, HELP_DESK_LEAD, AUDITOR ->
                throw new IllegalArgumentException(audience + " is not a recipient of emails about an account");
        };
    }

    @Override
    public Set<String> addressesOfOthers(Audience audience, String number) {
        AccountFacts facts = register.get(number).facts();
        String other = audience == Audience.USER ? facts.supervisorAddress() : facts.emailAddress();
        return other == null ? Set.of() : Set.of(other);
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
        words.put("locationName", facts.locationName());
        words.put("accessLevelKey", "request.accessLevel." + facts.accessLevel());
        words.put("supervisorName", facts.supervisorName());
        disputes.lastDisputant(number).ifPresent(disputant -> words.put("formerSupervisorName", disputant.name()));
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
}
