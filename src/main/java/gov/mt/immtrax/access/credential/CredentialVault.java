package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.mail.MailSent;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores a temporary password, sealed, from provisioning until delivery, so that it is nowhere in clear text and is
 * gone afterwards. A password sent by email is delivered when the mail server accepts the email; for links, see
 * {@link PasswordLinkService}.
 */
@Repository
public class CredentialVault {

    /** Template of the email with the credentials. */
    public static final String DELIVERED_BY = "email-credentials";

    private final JdbcClient jdbc;
    private final PasswordEncryption seal;
    private final CredentialSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CredentialVault(
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

    /** Stores the credentials of a request, in the caller's transaction; replaces earlier ones. */
    public void store(String requestNumber, String username, String temporaryPassword) {
        String sealed = seal.seal(temporaryPassword, requestNumber);
        if (write("""
                update credential set username = :username, sealed_password = :sealed, provisioned_at = :now,
                    delivery = null, delivered_at = null, expires_at = null, seen_at = null, renewal_requested_at = null
                where request_number = :number""", requestNumber, username, sealed) == 0) {
            write("""
                insert into credential (request_number, username, sealed_password, provisioned_at)
                values (:number, :username, :sealed, :now)""", requestNumber, username, sealed);
        }
    }

    /**
     * The credentials of a request; empty if none were issued.
     *
     * @throws IllegalStateException if the password cannot be decrypted: sealed with another key or for another
     *     request, or changed
     */
    public Optional<Credential> find(String requestNumber) {
        return jdbc.sql("select username, sealed_password from credential where request_number = :number")
                .param("number", requestNumber)
                .query((row, i) -> new Credential(
                        row.getString("username"),
                        Optional.ofNullable(row.getString("sealed_password")).map(it -> seal.open(it, requestNumber))))
                .optional();
    }

    /** The account of a request has another user name, under which its credentials go out from now on. */
    public void rename(String requestNumber, String username) {
        jdbc.sql("update credential set username = :username where request_number = :number")
                .param("username", username)
                .param("number", requestNumber)
                .update();
    }

    /**
     * Fixes how the credentials of a request are delivered, by the current setting. A later change of the setting does
     * not affect them.
     */
    public CredentialDelivery settleDelivery(String requestNumber) {
        jdbc.sql("update credential set delivery = :delivery where request_number = :number")
                .param("delivery", settings.delivery().name())
                .param("number", requestNumber)
                .update();
        return settings.delivery();
    }

    /** The user name, which is not secret; empty if no credentials were issued. */
    Optional<String> username(String requestNumber) {
        return jdbc.sql("select username from credential where request_number = :number")
                .param("number", requestNumber)
                .query(String.class)
                .optional();
    }

    /** Wipes the password and stores the time; the user name stays. Does nothing if there is no password. */
    public void wipe(String requestNumber) {
        jdbc.sql("""
                update credential set sealed_password = null, delivered_at = :now
                where request_number = :number and sealed_password is not null""")
                .param("number", requestNumber)
                .param("now", UtcColumn.of(clock.instant()))
                .update();
    }

    /** Wipes a password that was not delivered. */
    void revoke(String requestNumber) {
        jdbc.sql("update credential set sealed_password = null"
                        + " where request_number = :number and sealed_password is not null")
                .param("number", requestNumber)
                .update();
    }

    @EventListener
    void wipeOnDelivery(MailSent sent) {
        if (sent.template().equals(DELIVERED_BY)) {
            wipe(sent.caseNumber().text());
            events.publishEvent(
                    new CredentialEvent(sent.caseNumber().text(), CredentialEvent.Type.DELIVERED_BY_MAIL, sent.at()));
        }
    }

    private int write(String sql, String requestNumber, String username, String sealed) {
        return jdbc.sql(sql)
                .param("number", requestNumber)
                .param("username", username)
                .param("sealed", sealed)
                .param("now", UtcColumn.of(clock.instant()))
                .update();
    }
}
