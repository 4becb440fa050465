package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.mail.MailSent;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Temporary passwords that are delivered by a one-time link: each is shown to one person once, within its time, and
 * wiped in the same transaction. Every change is one statement with its condition, so that of two people at once one
 * comes first.
 */
@Repository
public class PasswordLinkService {

    /** Template of the mail that carries the user name and the link. */
    public static final String SENT_BY = "password-link";

    private final JdbcClient jdbc;
    private final PasswordEncryption seal;
    private final CredentialSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordLinkService(
            JdbcClient jdbc,
            PasswordEncryption seal,
            CredentialSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Where the password of a request stands; empty if none went out by a link. */
    public Optional<Pickup> find(String requestNumber) {
        return jdbc.sql("""
                        select username, sealed_password, expires_at, seen_at, renewal_requested_at from credential
                        where request_number = :number and delivery = 'ONE_TIME_LINK'""")
                .param("number", requestNumber)
                .query((row, i) -> pickup(row))
                .optional();
    }

    /**
     * Takes the password out, to be shown now and never again.
     *
     * @return empty if there is nothing to show (any more): seen, expired, or never set
     * @throws IllegalStateException if the password does not open; it is kept then
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
     * Wipes the password if its time is over; safe to repeat. Holds the row even if it is not: the timer that asks goes
     * on to wait again, and whoever shows the password at that moment ends that waiting.
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
     * Notes that a new password is wanted, in the caller's transaction.
     *
     * @return false if there is no need: the password can still be seen, or somebody has asked already
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

    /** Puts a new password in the place of the old one, to go out by a link again, in the caller's transaction. */
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

    /** Notes that there will be no new password for now; it may be asked for again. */
    public void declineRenewal(String requestNumber) {
        jdbc.sql("update credential set renewal_requested_at = null where request_number = :number")
                .param("number", requestNumber)
                .update();
    }

    /** Until when a link is valid that is sent now. */
    public Instant expiryIfSentNow() {
        return clock.instant().plus(settings.validFor());
    }

    /**
     * When the password expires; while the mail with its link is not accepted, when to ask again, which is never after
     * the expiry that the mail may get until then.
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
                    .param("expires", UtcColumn.of(sent.at().plus(settings.validFor())))
                    .param("number", sent.caseNumber().text())
                    .update();
            if (waiting == 1) { // else it was shown before the mail server had said that it took the mail
                publish(sent.caseNumber().text(), CredentialEvent.Type.LINK_SENT, sent.at());
            }
        }
    }

    private Pickup pickup(ResultSet row) throws SQLException {
        Instant expiresAt = UtcColumn.read(row, "expires_at");
        Instant seenAt = UtcColumn.read(row, "seen_at");
        boolean over = expiresAt != null && !clock.instant().isBefore(expiresAt);
        boolean waiting = row.getString("sealed_password") != null && !over;
        PasswordState state =
                waiting ? PasswordState.WAITING : seenAt != null ? PasswordState.SEEN : PasswordState.EXPIRED;
        return new Pickup(
                row.getString("username"), state, expiresAt, seenAt, UtcColumn.read(row, "renewal_requested_at"));
    }

    private void publish(String requestNumber, CredentialEvent.Type type, Instant at) {
        events.publishEvent(new CredentialEvent(requestNumber, type, at));
    }
}
