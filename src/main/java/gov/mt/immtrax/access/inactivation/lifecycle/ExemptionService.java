package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registry staff exempt accounts from inactivity for a limited time. An end date still applies. */
@Service
public class ExemptionService {

    /** A maximum, because an exemption that no one reviews would keep an account active indefinitely. */
    static final int LONGEST_IN_YEARS = 1;

    /** The format in the account's history. */
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("MM-dd-yyyy");

    private final AccountRegister register;
    private final LifecycleStateRepository lives;
    private final AccountHistory history;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final BusinessCalendar calendar;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExemptionService(
            AccountRegister register,
            LifecycleStateRepository lives,
            AccountHistory history,
            AuditTrail audit,
            ApplicationEventPublisher events,
            BusinessCalendar calendar,
            JdbcClient jdbc,
            Clock clock) {
        this.register = register;
        this.lives = lives;
        this.history = history;
        this.audit = audit;
        this.events = events;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The current exemption of an account; empty if there is none or it has expired. */
    @Transactional(readOnly = true)
    public Optional<Exemption> find(String number) {
        return jdbc.sql("select exempt_until, exempt_reason from account"
                        + " where number = :number and exempt_until >= :today")
                .param("number", number)
                .param("today", today())
                .query((row, index) ->
                        new Exemption(row.getObject("exempt_until", LocalDate.class), row.getString("exempt_reason")))
                .optional();
    }

    /** Whether an exemption may last until this day: between today and one year from today. */
    public boolean mayLastUntil(LocalDate day) {
        return !day.isBefore(today()) && !day.isAfter(today().plusYears(LONGEST_IN_YEARS));
    }

    /**
     * Exempts an active account from inactivity.
     *
     * @param until the last day in Montana
     * @return false if the account is no longer active
     * @throws IllegalArgumentException if the day is in the past or more than a year ahead
     */
    @Transactional
    public boolean exempt(String number, LocalDate until, String reason) {
        if (!mayLastUntil(until)) {
            throw new IllegalArgumentException(
                    "An exemption must end between today and one year from today, not on " + until);
        }
        if (!register.get(number).isActive()) {
            return false;
        }
        lives.exempt(number, until, reason);
        history.note(number, AccountChangeType.EXEMPTED, Cause.note("until " + WRITTEN.format(until) + ": " + reason));
        tell(number, AccountChangeType.EXEMPTED, AuditAction.ACCOUNT_EXEMPTED, "until " + until);
        return true;
    }

    /** Ends an exemption early; false if there is none. */
    @Transactional
    public boolean end(String number) {
        if (find(number).isEmpty()) {
            return false;
        }
        lives.exempt(number, null, null);
        history.note(number, AccountChangeType.EXEMPTION_ENDED, Cause.note(null));
        tell(number, AccountChangeType.EXEMPTION_ENDED, AuditAction.EXEMPTION_ENDED, null);
        return true;
    }

    private void tell(String number, AccountChangeType type, AuditAction action, @Nullable String detail) {
        events.publishEvent(new AccountEvent(number, type));
        audit.record(action, number, AuditResult.DONE, detail);
    }

    private LocalDate today() {
        return calendar.dateOf(clock.instant());
    }
}
