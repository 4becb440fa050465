package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.MailSent;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages temporary passwords that are delivered by a one-time link: each is shown once, within its time, and wiped in
 * the same transaction. Every change is a single conditional statement, so that only one of two concurrent calls
 * succeeds.
 */
@Repository
public class PasswordLinkService {

    /** Template of the email with the user name and the link. */
    public static final String SENT_BY = "password-link";

    private final JdbcClient jdbc;
    private final PasswordEncryption seal;
    private final CredentialSettings settings;
    private final BusinessCalendar calendar;
    private final AccountRegister register;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordLinkService(
            JdbcClient jdbc,
            PasswordEncryption seal,
            CredentialSettings settings,
            BusinessCalendar calendar,
            AccountRegister register,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.settings = settings;
        this.calendar = calendar;
        this.register = register;
        this.events = events;
        this.clock = clock;
    }

    /** The state of a request's password; empty if it is not delivered by a link. */
    public Optional<Pickup> find(String requestNumber) {
        return jdbc.sql("""
                        select username, sealed_password, expires_at, seen_at, renewal_requested_at from credential
                        where request_number = :number and delivery = 'ONE_TIME_LINK'""")
                .param("number", requestNumber)
                .query((row, i) -> pickup(row))
                .optional();
    }

    /**
     * Returns the password and wipes it, so that it is shown only once.
     *
     * @return empty if there is no password to show: already viewed, expired, or never set
     * @throws IllegalStateException if the password cannot be decrypted; it is then kept
     */
    @Transactional
    public Optional<String> show(String requestNumber) {
        Instant now = clock.instant();
        Optional<String> sealed = jdbc.sql("""
                        select sealed_password from credential
                        where request_number = :number and delivery = 'ONE_TIME_LINK' and sealed_password is not null
                            and (expires_at is null or expires_at > :now)""")
                .param("number", requestNumber)
                .param("now", UtcColumn.of(now))
                .query(String.class)
                .optional();
        return sealed.filter(text -> take(requestNumber, text, now)).map(text -> {
            publish(requestNumber, CredentialEvent.Type.SEEN, now);
            return seal.open(text, requestNumber);
        });
    }

    private boolean take(String requestNumber, String sealed, Instant now) {
        return jdbc.sql("""
                        update credential set sealed_password = null, seen_at = :now
                        where request_number = :number and sealed_password = :sealed""")
                        .param("number", requestNumber)
                        .param("sealed", sealed)
                        .param("now", UtcColumn.of(now))
                        .update()
                == 1;
    }

    /**
     * Wipes the password if it has expired; safe to repeat. Locks the row even if it has not expired, because the
     * calling timer then waits again, and a concurrent call that shows the password has to end that wait.
     */
    @Transactional
    public PasswordState wipeExpired(String requestNumber) {
        Instant now = clock.instant();
        jdbc.sql("select 1 from credential where request_number = :number for update")
                .param("number", requestNumber)
                .query(Integer.class)
                .optional();
        int wiped = jdbc.sql("""
                        update credential set sealed_password = null
                        where request_number = :number and delivery = 'ONE_TIME_LINK' and sealed_password is not null
                            and expires_at <= :now""")
                .param("number", requestNumber)
                .param("now", UtcColumn.of(now))
                .update();
        if (wiped == 1) {
            publish(requestNumber, CredentialEvent.Type.EXPIRED, now);
        }
        return find(requestNumber).map(Pickup::state).orElse(PasswordState.EXPIRED);
    }

    /**
     * Records that a new password was requested, in the caller's transaction.
     *
     * @return false if there is no need: the password can still be viewed, or a new one has already been requested
     */
    public boolean requestRenewal(String requestNumber) {
        return jdbc.sql("""
                        update credential set renewal_requested_at = :now
                        where request_number = :number and delivery = 'ONE_TIME_LINK' and sealed_password is null
                            and renewal_requested_at is null""")
                        .param("number", requestNumber)
                        .param("now", UtcColumn.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Replaces the password with a new one, to be delivered by a link again, in the caller's transaction. */
    public void renew(String requestNumber, String temporaryPassword) {
        jdbc.sql("""
                        update credential set sealed_password = :sealed, provisioned_at = :now, delivered_at = null,
                            expires_at = null, seen_at = null, renewal_requested_at = null
                        where request_number = :number""")
                .param("sealed", seal.seal(temporaryPassword, requestNumber))
                .param("now", UtcColumn.of(clock.instant()))
                .param("number", requestNumber)
                .update();
    }

    /** Records that there will be no new password for now; it may be requested again. */
    public void declineRenewal(String requestNumber) {
        jdbc.sql("update credential set renewal_requested_at = null where request_number = :number")
                .param("number", requestNumber)
                .update();
    }

    /** When a link that is sent now expires: at close of business in Montana, some business days later. */
    public Instant expiryIfSentNow() {
        return expiry(clock.instant());
    }

    private Instant expiry(Instant sent) {
        return calendar.dueAfter(sent, settings.validBusinessDays());
    }

    /**
     * When the password expires, UTC. Until the email with its link is accepted, this is when to check again, which is
     * never later than the expiry would be.
     */
    public Instant nextExpiry(String requestNumber) {
        return find(requestNumber).map(Pickup::expiresAt).orElseGet(this::expiryIfSentNow);
    }

    @EventListener
    void countFromDelivery(MailSent sent) {
        if (sent.template().equals(SENT_BY)) {
            int waiting = jdbc.sql("""
                            update credential set delivered_at = :sent, expires_at = :expires
                            where request_number = :number and sealed_password is not null""")
                    .param("sent", UtcColumn.of(sent.at()))
                    .param("expires", UtcColumn.of(expiry(sent.at())))
                    .param("number", sent.caseNumber().text())
                    .update();
            if (waiting == 1) { // else it was viewed before the mail server had confirmed the email
                publish(sent.caseNumber().text(), CredentialEvent.Type.LINK_SENT, sent.at());
            }
        }
    }

    private Pickup pickup(ResultSet row) throws SQLException {
        Instant expiresAt = UtcColumn.readNullable(row, "expires_at");
        Instant seenAt = UtcColumn.readNullable(row, "seen_at");
        boolean over = expiresAt != null && !clock.instant().isBefore(expiresAt);
        boolean waiting = row.getString("sealed_password") != null && !over;
        PasswordState state =
                waiting ? PasswordState.WAITING : seenAt != null ? PasswordState.SEEN : PasswordState.EXPIRED;
        return new Pickup(
                row.getString("username"),
                state,
                expiresAt,
                seenAt,
                UtcColumn.readNullable(row, "renewal_requested_at"),
                isInactivated(row.getString("username")));
    }

    /** Whether the login has no access under any employer any more. */
    private boolean isInactivated(String username) {
        List<Account> login = register.ofLogin(username);
        return !login.isEmpty() && login.stream().noneMatch(Account::isActive);
    }

    private void publish(String requestNumber, CredentialEvent.Type type, Instant at) {
        events.publishEvent(new CredentialEvent(requestNumber, type, at));
    }
}
