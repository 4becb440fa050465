package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of accounts: one row for the access of each login in imMTrax under each employer, as far as this service
 * knows. Each change is recorded in {@link AccountHistory} and published as {@link AccountEvent}, in the caller's
 * transaction.
 */
@Repository
@Transactional
public class AccountRegister {

    private final JdbcClient jdbc;
    private final CaseNumberGenerator numbers;
    private final AccountHistory history;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountRegister(
            JdbcClient jdbc,
            CaseNumberGenerator numbers,
            AccountHistory history,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** The account with this number; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Account> find(String number) {
        return TypedText.isLine(number)
                ? where("number = :value", number).stream().findFirst()
                : Optional.empty();
    }

    /** @throws IllegalStateException if there is no such account; its row is written before its process starts */
    @Transactional(readOnly = true)
    public Account get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No account " + number));
    }

    /** The accounts of the login with a user name, ignoring case: one for each employer, active ones first. */
    @Transactional(readOnly = true)
    public List<Account> ofLogin(String username) {
        return where("username_key = :value order by status, number", key(username));
    }

    /** The accounts under other employers of the login of an account, active ones first. */
    @Transactional(readOnly = true)
    public List<Account> othersOfLogin(Account account) {
        return ofLogin(account.facts().username()).stream()
                .filter(other -> !other.number().equals(account.number()))
                .toList();
    }

    /** The other employers under whom the login of an account is active. */
    @Transactional(readOnly = true)
    public List<String> otherEmployers(Account account) {
        return othersOfLogin(account).stream()
                .filter(Account::isActive)
                .map(other -> other.facts().employer())
                .distinct()
                .toList();
    }

    /** All accounts of the person with this normalized email address, active ones first. */
    @Transactional(readOnly = true)
    public List<Account> ofPerson(String address) {
        return where("email_address = :value order by status, number", address);
    }

    /** All accounts of a supervisor, active ones first, then by name. */
    @Transactional(readOnly = true)
    public List<Account> ofSupervisor(String address) {
        return where("supervisor_address = :value order by status, last_name_key, first_name_key, number", address);
    }

    /** All accounts of some supervisors, by number. */
    @Transactional(readOnly = true)
    public List<Account> ofSupervisors(Collection<String> addresses) {
        return jdbc.sql("select * from account where supervisor_address in (:addresses) order by number")
                .param("addresses", addresses)
                .query(AccountColumns::read)
                .list();
    }

    /** Adds an account that has just been set up in imMTrax and can be used at once; see the other method. */
    public Account open(AccountFacts facts, Cause cause) {
        return open(facts, clock.instant(), cause);
    }

    /**
     * Adds an account that has just been set up in imMTrax.
     *
     * @param usableFrom when the user can log in for the first time; inactivity is not counted from before
     * @throws org.springframework.dao.DuplicateKeyException if the user name is already in the register
     */
    public Account open(AccountFacts facts, Instant usableFrom, Cause cause) {
        return insert(facts, AccountRegister.key(facts.username()), null, usableFrom, cause);
    }

    /**
     * Adds the access of a login that is in the register under another employer, for which nobody gets a second user
     * name or password. Its last access is that of the login.
     *
     * @param login one of its accounts; its user name and the person's name stay what they are
     * @param usableFrom when it can be used at the other employer; inactivity is not counted from before
     */
    public Account add(AccountFacts facts, Account login, Instant usableFrom, Cause cause) {
        Account known = lock(login.number());
        if (!known.isActive() && othersOfLogin(known).stream().noneMatch(Account::isActive)) {
            throw new IllegalStateException("The login of " + login.number() + " was inactivated a moment ago");
        }
        return insert(facts.ofLogin(known.facts()), null, known.lastAccessAt(), usableFrom, cause);
    }

    private Account insert(
            AccountFacts facts,
            @Nullable String loginKey,
            @Nullable Instant lastAccess,
            Instant usableFrom,
            Cause cause) {
        String number = numbers.next(CaseKind.ACCOUNT);
        Map<String, Object> columns = AccountColumns.of(facts);
        columns.put("loginKey", loginKey);
        columns.put("lastAccess", lastAccess == null ? null : UtcColumn.of(lastAccess));
        columns.put("number", number);
        columns.put("now", UtcColumn.of(clock.instant()));
        columns.put("usableFrom", UtcColumn.of(usableFrom));
        jdbc.sql("""
                        insert into account (number, login_key, username, username_key, username_folded, first_name,
                            first_name_key, last_name, last_name_key, email_address, employer, employer_key,
                            location_name, location_key, access_level, vfc_pin, supervisor_name,
                            supervisor_name_key, supervisor_address, agreement_request, end_date, phone_number,
                            job_title, provisioned_at, last_access_at, counted_from, status)
                        values (:number, :loginKey, :username, :usernameKey, :usernameFolded, :firstName,
                            :firstNameKey, :lastName, :lastNameKey, :emailAddress, :employer, :employerKey,
                            :locationName, :locationKey, :accessLevel, :vfcPin, :supervisorName,
                            :supervisorNameKey, :supervisorAddress, :agreementRequest, :endDate, :phoneNumber,
                            :jobTitle, :now, :lastAccess, :usableFrom, 'ACTIVE')""").params(columns).update();
        tell(number, AccountChangeType.OPENED, cause);
        return get(number);
    }

    /**
     * Changes facts and records each one that differs; does nothing if none does. The user name and the person's name
     * are those of the login, so that they change under every employer.
     *
     * @param change gets the facts after the row is locked, so that concurrent changes are kept
     * @throws org.springframework.dao.DuplicateKeyException if the user name belongs to another account
     */
    public Account change(String number, UnaryOperator<AccountFacts> change, Cause cause) {
        Account before = lock(number);
        AccountFacts facts = change.apply(before.facts());
        if (!before.facts().equals(facts)) {
            List<Account> others = before.facts().sharesLogin(facts) ? List.of() : othersOfLogin(before);
            write(before, facts, cause);
            others.forEach(other -> write(other, other.facts().ofLogin(facts), cause));
        }
        return get(number);
    }

    private void write(Account before, AccountFacts facts, Cause cause) {
        String number = before.number();
        write("set " + AccountColumns.FACTS, number, AccountColumns.of(facts));
        history.noteChanges(number, before.facts(), facts, cause);
        if (!before.facts().username().equals(facts.username())) {
            events.publishEvent(new UsernameCorrected(number, before.facts().username(), facts.username()));
        }
        events.publishEvent(new AccountEvent(number, AccountChangeType.CHANGED));
    }

    /**
     * Lets the people of a supervisor whose address has changed follow, in two statements, and records it for each.
     *
     * @return number of accounts
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int followSupervisor(String before, String now, Cause cause) {
        history.noteFollowed(before, now, cause);
        return jdbc.sql("update account set supervisor_address = :now where supervisor_address = :before")
                .param("before", before)
                .param("now", now)
                .update();
    }

    /** Marks an account as inactivated; does nothing if it already is. */
    public void inactivate(String number, InactivationReason reason, Cause cause) {
        if (lock(number).isActive()) {
            write(
                    "set status = 'INACTIVATED', inactivation_reason = :reason, inactivated_at = :now",
                    number,
                    Map.of("reason", reason.name(), "now", UtcColumn.of(clock.instant())));
            tell(number, AccountChangeType.INACTIVATED, cause);
        }
    }

    /** Marks an account as active again, to be used at once; does nothing if it is active. */
    public void reactivate(String number, Cause cause) {
        reactivate(number, clock.instant(), cause);
    }

    /**
     * Marks an account as active again, as of now; does nothing if it is active.
     *
     * @param usableFrom when the user can log in again; inactivity is not counted from before
     */
    public void reactivate(String number, Instant usableFrom, Cause cause) {
        if (!lock(number).isActive()) {
            write(
                    "set status = 'ACTIVE', inactivation_reason = null, inactivated_at = null,"
                            + " provisioned_at = :now, counted_from = :usableFrom",
                    number,
                    Map.of("now", UtcColumn.of(clock.instant()), "usableFrom", UtcColumn.of(usableFrom)));
            tell(number, AccountChangeType.REACTIVATED, cause);
        }
    }

    /**
     * Records that an active account has moved to another employer; its facts are changed separately.
     *
     * @param usableFrom when it can be used there; inactivity is not counted from before, and warnings that were given
     *     before are void
     */
    public void recordMove(String number, Instant usableFrom, Cause cause) {
        countFrom(number, usableFrom);
        tell(number, AccountChangeType.MOVED, cause);
    }

    /**
     * Records that the user can first log in at another time than was planned when the account was set up, because the
     * start date was changed. Does nothing if the account is not active.
     */
    public void becomeUsable(String number, Instant from) {
        Account account = lock(number);
        if (account.isActive()) {
            countFrom(number, from);
            events.publishEvent(new AccountEvent(number, AccountChangeType.CHANGED));
        }
    }

    private void countFrom(String number, Instant from) {
        write("set counted_from = :from", number, Map.of("from", UtcColumn.of(from)));
    }

    /** The user name as imMTrax compares it: dots and dashes count, case does not. */
    static String key(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an account, and locks it and the others of its login until the caller's transaction ends.
     *
     * @throws IllegalStateException if there is no such account
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account lock(String number) {
        String login = "username_key = (select username_key from account where number = :value)";
        return where(login + " order by number for update", number).stream()
                .filter(account -> account.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No account " + number));
    }

    /**
     * Locks accounts and the others of their logins, by number, until the caller's transaction ends. Whoever changes
     * several accounts locks them all first, because {@link #lock} one after another would go back to lower numbers.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockAll(Collection<String> numbers) {
        if (!numbers.isEmpty()) {
            // by the primary key, since H2 locks rows as it finds them and not as they are sorted
            List<String> ofLogins = numbers(
                    "select number from account where username_key in"
                            + " (select username_key from account where number in (:numbers))",
                    numbers);
            numbers("select number from account where number in (:numbers) order by number for update", ofLogins);
        }
    }

    private List<String> numbers(String sql, Collection<String> numbers) {
        return jdbc.sql(sql).param("numbers", numbers).query(String.class).list();
    }

    private List<Account> where(String condition, String value) {
        return jdbc.sql("select * from account where " + condition)
                .param("value", value)
                .query(AccountColumns::read)
                .list();
    }

    private void write(String assignments, String number, Map<String, Object> values) {
        jdbc.sql("update account " + assignments + " where number = :number")
                .params(values)
                .param("number", number)
                .update();
    }

    private void tell(String number, AccountChangeType type, Cause cause) {
        history.note(number, type, cause);
        events.publishEvent(new AccountEvent(number, type));
    }
}
