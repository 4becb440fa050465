package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.identity.PersonLoggedIn;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * New email addresses of users. The address is the person's login, so whoever enters another one may give their access
 * away by a slip: it counts once somebody has logged in with it, and until then the register keeps the old one.
 */
@Repository
@Transactional
public class EmailAddressChanges {

    private final JdbcClient jdbc;
    private final AccountRegister register;
    private final AccountHistory history;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EmailAddressChanges(
            JdbcClient jdbc,
            AccountRegister register,
            AccountHistory history,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** The last change that was entered for an account, whether it counts or not. */
    @Transactional(readOnly = true)
    public Optional<EmailAddressChange> find(String account) {
        return where("account", account).stream().findFirst();
    }

    /** The change of an account that still waits for a login; empty if the account has another address meanwhile. */
    @Transactional(readOnly = true)
    public Optional<EmailAddressChange> waiting(Account account) {
        return find(account.number())
                .filter(change -> !change.counts())
                .filter(change -> change.oldAddress().equals(account.facts().emailAddress()));
    }

    /** The new addresses that still wait for a login, by account number. */
    @Transactional(readOnly = true)
    public Map<String, String> waitingOf(List<String> accounts) {
        String sql = """
                select c.account, c.new_address from email_address_change c
                join account a on a.number = c.account and a.email_address = c.old_address
                where c.account in (:accounts) and c.counts_since is null""";
        Map<String, String> waiting = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql(sql).param("accounts", accounts).query(row -> {
                waiting.put(row.getString("account"), row.getString("new_address"));
            });
        }
        return waiting;
    }

    /**
     * Enters a new address, in place of one that still waits. An account without an address has nobody whose access
     * could be given away, so that it takes the new one at once.
     *
     * @param address normalized
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(String number, String address, Cause cause) {
        Account account = register.lock(number);
        String old = account.facts().emailAddress();
        if (old == null) {
            register.change(number, facts -> facts.withEmailAddress(address), cause);
        } else if (!address.equals(old)
                && waiting(account)
                        .filter(it -> it.newAddress().equals(address))
                        .isEmpty()) {
            drop(number);
            EmailAddressChange change = new EmailAddressChange(number, old, address, clock.instant(), null);
            jdbc.sql("""
                            insert into email_address_change (account, old_address, new_address, entered_at)
                            values (:account, :old, :new, :now)""")
                    .param("account", number)
                    .param("old", old)
                    .param("new", address)
                    .param("now", UtcColumn.of(change.enteredAt()))
                    .update();
            history.note(number, AccountChangeType.EMAIL_ADDRESS_ENTERED, new Cause(cause.caseNumber(), address));
            events.publishEvent(change);
        }
    }

    /**
     * Records that an account in use has got another address, with which its user has already logged in, to sign for
     * it; does nothing if there was none before, or it is the same. The old one hears of it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteReplaced(String number, @Nullable String old, @Nullable String address) {
        if (old == null || address == null || old.equals(address)) {
            return;
        }
        drop(number);
        Instant now = clock.instant();
        EmailAddressChange change = new EmailAddressChange(number, old, address, now, now);
        jdbc.sql("""
                        insert into email_address_change (account, old_address, new_address, entered_at, counts_since)
                        values (:account, :old, :new, :now, :now)""")
                .param("account", number)
                .param("old", old)
                .param("new", address)
                .param("now", UtcColumn.of(now))
                .update();
        events.publishEvent(change);
    }

    /** @return false if no new address waits */
    public boolean cancel(String number) {
        Account account = register.lock(number);
        Optional<EmailAddressChange> waiting = waiting(account);
        waiting.ifPresent(change -> {
            drop(number);
            history.note(number, AccountChangeType.EMAIL_ADDRESS_CANCELLED, Cause.note(change.newAddress()));
        });
        return waiting.isPresent();
    }

    /** Replaces a new address that the mail server refused; the account still waits for a login. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(String number, String refused, String address) {
        int corrected = jdbc.sql("""
                        update email_address_change set new_address = :address
                        where account = :account and new_address = :refused and counts_since is null""")
                .param("account", number)
                .param("refused", refused)
                .param("address", address)
                .update();
        if (corrected == 1) {
            history.note(number, AccountChangeType.EMAIL_ADDRESS_ENTERED, Cause.note(address));
        }
    }

    /** Whoever logs in with a new address has shown that it is theirs. */
    @EventListener
    public void on(PersonLoggedIn login) {
        where("new_address", login.person().address()).stream()
                .filter(change -> !change.counts())
                .forEach(this::count);
    }

    private void count(EmailAddressChange entered) {
        events.publishEvent(new EmailAddressProved(entered.oldAddress()));
        Account account = register.lock(entered.account());
        if (waiting(account).filter(entered::equals).isEmpty()) {
            return; // cancelled or overtaken a moment ago
        }
        Instant now = clock.instant();
        jdbc.sql("update email_address_change set counts_since = :now where account = :account")
                .param("now", UtcColumn.of(now))
                .param("account", entered.account())
                .update();
        register.change(entered.account(), facts -> facts.withEmailAddress(entered.newAddress()), Cause.note(null));
        events.publishEvent(new EmailAddressChange(
                entered.account(), entered.oldAddress(), entered.newAddress(), entered.enteredAt(), now));
    }

    private void drop(String number) {
        jdbc.sql("delete from email_address_change where account = :account")
                .param("account", number)
                .update();
    }

    private List<EmailAddressChange> where(String column, String value) {
        return jdbc.sql("select * from email_address_change where " + column + " = :value order by account")
                .param("value", value)
                .query(EmailAddressChanges::read)
                .list();
    }

    private static EmailAddressChange read(ResultSet row, int index) throws SQLException {
        return new EmailAddressChange(
                row.getString("account"),
                row.getString("old_address"),
                row.getString("new_address"),
                UtcColumn.read(row, "entered_at"),
                UtcColumn.readNullable(row, "counts_since"));
    }
}
