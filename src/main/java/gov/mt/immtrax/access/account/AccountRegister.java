package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of accounts: every account in imMTrax that this service knows of, one row each, and who may log in with
 * it. Each change is noted in {@link AccountHistory} and told by an {@link AccountEvent}, in the caller's transaction.
 */
@Repository
@Transactional
public class AccountRegister {

    private static final String FACTS = """
            username = :username, username_key = :usernameKey, first_name = :firstName, last_name = :lastName,
            last_name_key = :lastNameKey, email_address = :emailAddress, employer = :employer, employer_key = :employerKey,
            location_name = :locationName, access_level = :accessLevel, vfc_pin = :vfcPin,
            supervisor_name = :supervisorName, supervisor_address = :supervisorAddress,
            agreement_request = :agreementRequest, end_date = :endDate""";

    private final JdbcClient jdbc;
    private final AccountHistory history;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountRegister(JdbcClient jdbc, AccountHistory history, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** The account of a number; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Account> find(String number) {
        return TypedText.isLine(number)
                ? where("number = :value", number).stream().findFirst()
                : Optional.empty();
    }

    /** @throws IllegalStateException if there is no such account: the model is never ahead of the register */
    @Transactional(readOnly = true)
    public Account get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No account " + number));
    }

    /** The account with a user name, in whatever case it is written. */
    @Transactional(readOnly = true)
    public Optional<Account> findByUsername(String username) {
        return where("username_key = :value", key(username)).stream().findFirst();
    }

    /** All accounts of the person with a normalized mail address, the active ones first. */
    @Transactional(readOnly = true)
    public List<Account> ofPerson(String address) {
        return where("email_address = :value order by status, number", address);
    }

    /** All accounts that somebody is the authorizing supervisor of, the active ones first, then by name. */
    @Transactional(readOnly = true)
    public List<Account> ofSupervisor(String address) {
        return where("supervisor_address = :value order by status, last_name_key, lower(first_name), number", address);
    }

    /**
     * Enters an account that has been set up in imMTrax just now.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the user name is in the register already
     */
    public Account open(AccountFacts facts, Cause cause) {
        String number = nextNumber();
        Map<String, Object> columns = columns(facts);
        columns.put("number", number);
        columns.put("now", now());
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key,
                            email_address, employer, employer_key, location_name, access_level, vfc_pin, supervisor_name,
                            supervisor_address, agreement_request, end_date, provisioned_at, status)
                        values (:number, :username, :usernameKey, :firstName, :lastName, :lastNameKey,
                            :emailAddress, :employer, :employerKey, :locationName, :accessLevel, :vfcPin, :supervisorName,
                            :supervisorAddress, :agreementRequest, :endDate, :now, 'ACTIVE')""").params(columns).update();
        tell(number, AccountChangeType.OPENED, cause);
        return get(number);
    }

    /**
     * Changes facts, and notes each that is another then; nothing happens if none is.
     *
     * @param change of the facts as they are once nobody else can change them, so that what others have changed
     *     meanwhile stays
     * @throws org.springframework.dao.DuplicateKeyException if the user name is another account's
     */
    public Account change(String number, UnaryOperator<AccountFacts> change, Cause cause) {
        Account before = hold(number);
        AccountFacts facts = change.apply(before.facts());
        if (!before.facts().equals(facts)) {
            write("set " + FACTS, number, columns(facts));
            history.noteChanges(number, before.facts(), facts, cause);
            events.publishEvent(new AccountEvent(number, AccountChangeType.CHANGED));
        }
        return get(number);
    }

    /** Notes that nobody can log in with an account any more; one that is inactivated already stays as it is. */
    public void inactivate(String number, InactivationReason reason, Cause cause) {
        if (hold(number).isActive()) {
            write(
                    "set status = 'INACTIVATED', inactivation_reason = :reason, inactivated_at = :now",
                    number,
                    Map.of("reason", reason.name(), "now", now()));
            tell(number, AccountChangeType.INACTIVATED, cause);
        }
    }

    /** Notes that an account can be used again, as of now; an active one stays as it is. */
    public void reactivate(String number, Cause cause) {
        if (!hold(number).isActive()) {
            write("""
                    set status = 'ACTIVE', inactivation_reason = null, inactivated_at = null,
                        provisioned_at = :now""", number, Map.of("now", now()));
            tell(number, AccountChangeType.REACTIVATED, cause);
        }
    }

    /** Draws the next number, as in {@code ACC0000001}. */
    String nextNumber() {
        return "ACC%07d"
                .formatted(jdbc.sql("select nextval('account_number')")
                        .query(Long.class)
                        .single());
    }

    /** How a word is written to be searched by: case says nothing. */
    static String key(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * An account as it is, which nobody else changes until the caller's transaction ends.
     *
     * @throws IllegalStateException if there is no such account
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account hold(String number) {
        return where("number = :value for update", number).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No account " + number));
    }

    private List<Account> where(String condition, String value) {
        return jdbc.sql("select * from account where " + condition)
                .param("value", value)
                .query(AccountRegister::map)
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

    private OffsetDateTime now() {
        return UtcColumn.of(clock.instant());
    }

    private static Map<String, Object> columns(AccountFacts facts) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("username", facts.username());
        columns.put("usernameKey", key(facts.username()));
        columns.put("firstName", facts.firstName());
        columns.put("lastName", facts.lastName());
        columns.put("lastNameKey", key(facts.lastName()));
        columns.put("emailAddress", facts.emailAddress());
        columns.put("employer", facts.employer());
        columns.put("employerKey", key(facts.employer()));
        columns.put("locationName", facts.locationName());
        columns.put("accessLevel", facts.accessLevel().name());
        columns.put("vfcPin", facts.vfcPin());
        columns.put("supervisorName", facts.supervisorName());
        columns.put("supervisorAddress", facts.supervisorAddress());
        columns.put("agreementRequest", facts.agreementRequest());
        columns.put("endDate", facts.endDate());
        return columns;
    }

    public static Account map(ResultSet row, int index) throws SQLException {
        String reason = row.getString("inactivation_reason");
        return new Account(
                row.getString("number"),
                facts(row),
                UtcColumn.read(row, "provisioned_at"),
                UtcColumn.read(row, "last_access_at"),
                AccountStatus.valueOf(row.getString("status")),
                reason == null ? null : InactivationReason.valueOf(reason),
                UtcColumn.read(row, "inactivated_at"));
    }

    private static AccountFacts facts(ResultSet row) throws SQLException {
        return new AccountFacts(
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email_address"),
                row.getString("employer"),
                row.getString("location_name"),
                AccessLevel.valueOf(row.getString("access_level")),
                row.getString("vfc_pin"),
                row.getString("supervisor_name"),
                row.getString("supervisor_address"),
                row.getString("agreement_request"),
                row.getObject("end_date", LocalDate.class));
    }
}
