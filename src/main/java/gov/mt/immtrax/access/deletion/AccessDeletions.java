package gov.mt.immtrax.access.deletion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of access deletions. */
@Repository
public class AccessDeletions {

    /** How many rows a list shows at most. */
    private static final int LIST_LIMIT = 200;

    private static final List<String> OPEN = Arrays.stream(DeletionStatus.values())
            .filter(DeletionStatus::isOpen)
            .map(Enum::name)
            .toList();

    private final JdbcClient jdbc;

    AccessDeletions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deletion of a number; empty if there is none. */
    public Optional<AccessDeletion> find(String number) {
        return jdbc.sql("select * from access_deletion where number = :number")
                .param("number", number)
                .query(AccessDeletions::map)
                .optional();
    }

    /** @throws IllegalStateException if there is no such deletion: the model is never ahead of the table */
    public AccessDeletion get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No access deletion " + number));
    }

    /** The open deletion of an account, or of a person of whom no account is known. */
    public Optional<AccessDeletion> findOpen(String openKey) {
        return jdbc.sql("select * from access_deletion where open_key = :key")
                .param("key", openKey)
                .query(AccessDeletions::map)
                .optional();
    }

    /** Holds a deletion until the transaction ends, before anything of it is written. */
    void hold(String number) {
        jdbc.sql("select number from access_deletion where number = :number for update")
                .param("number", number)
                .query(String.class)
                .list();
    }

    /** Holds the open deletions of accounts, in the order of their numbers. */
    public void holdOpenOf(Collection<String> accounts) {
        if (!accounts.isEmpty()) {
            jdbc.sql("select number from access_deletion where open_key in (:accounts) order by number for update")
                    .param("accounts", accounts)
                    .query(String.class)
                    .list();
        }
    }

    /** The open deletion for a person, whatever account it is about; the oldest if there are several. */
    Optional<AccessDeletion> findOpenFor(String address) {
        return jdbc.sql("""
                        select * from access_deletion where email_address = :address and status in (:open)
                        order by number limit 1""")
                .param("address", address)
                .param("open", OPEN)
                .query(AccessDeletions::map)
                .optional();
    }

    /** The open deletions of accounts, or for people of normalized addresses, in one statement. */
    public List<AccessDeletion> openAbout(Collection<String> accounts, Collection<String> addresses) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select * from access_deletion where status in (:open) and account in (:accounts)
                        union
                        select * from access_deletion where status in (:open) and email_address in (:addresses)
                        order by number""")
                .param("open", OPEN)
                .param("accounts", accounts)
                .param("addresses", addresses.isEmpty() ? List.of("") : addresses)
                .query(AccessDeletions::map)
                .list();
    }

    /** All deletions of an account, and those for its user's address of which no account was known; newest first. */
    public List<AccessDeletion> about(String account, String user) {
        return jdbc.sql("""
                        select * from access_deletion where account = :account or account is null and email_address = :user
                        order by submitted_at desc, number desc limit :limit""")
                .param("account", account)
                .param("user", user)
                .param("limit", LIST_LIMIT)
                .query(AccessDeletions::map)
                .list();
    }

    /** What somebody asked for, newest first. */
    List<AccessDeletion> askedBy(String supervisorAddress) {
        return jdbc.sql("""
                        select * from access_deletion where supervisor_address = :address
                        order by submitted_at desc, number desc limit :limit""")
                .param("address", supervisorAddress)
                .param("limit", LIST_LIMIT)
                .query(AccessDeletions::map)
                .list();
    }

    /** Open deletions of everybody, the longest waiting first. */
    List<AccessDeletion> open() {
        return jdbc.sql(
                        "select * from access_deletion where status in (:open) order by submitted_at, number limit :limit")
                .param("open", OPEN)
                .param("limit", LIST_LIMIT)
                .query(AccessDeletions::map)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if a deletion of the same account is open */
    public void insert(AccessDeletion d) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("number", d.number());
        columns.put("status", d.status().name());
        columns.put("open_key", d.openKey());
        columns.put("legal_first_name", d.legalFirstName());
        columns.put("legal_last_name", d.legalLastName());
        columns.put("email_address", d.emailAddress());
        columns.put("username", d.username());
        columns.put("employer", d.employer());
        columns.put("location_name", d.locationName());
        columns.put("reason", d.reason().name());
        columns.put("last_day", d.lastDay());
        columns.put("supervisor_name", d.supervisorName());
        columns.put("supervisor_job_title", d.supervisorJobTitle());
        columns.put("supervisor_address", d.supervisorAddress());
        columns.put("supervisor_issuer", d.supervisorIssuer());
        columns.put("supervisor_subject", d.supervisorSubject());
        columns.put("account", d.account());
        columns.put("submitted_at", utc(d.submittedAt()));
        jdbc.sql("insert into access_deletion (" + String.join(", ", columns.keySet()) + ") values (:"
                        + String.join(", :", columns.keySet()) + ")")
                .params(columns)
                .update();
    }

    /** Open deletions of accounts, asked for by who is replaced, are their successor's: mails, page and withdrawal. */
    public void handOver(Collection<String> accounts, String supervisorAddress, String name, String address) {
        if (accounts.isEmpty() || supervisorAddress == null) {
            return;
        }
        jdbc.sql("""
                        update access_deletion set supervisor_name = :name, supervisor_address = :address
                        where open_key in (:accounts) and supervisor_address = :before""")
                .param("name", name)
                .param("address", address)
                .param("accounts", accounts)
                .param("before", supervisorAddress)
                .update();
    }

    /** Moves an open deletion on to its next state. */
    public void move(String number, DeletionStatus status) {
        jdbc.sql("update access_deletion set status = :status where number = :number")
                .param("status", status.name())
                .param("number", number)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another deletion of the account is open */
    public void settleAccount(String number, String account) {
        jdbc.sql("update access_deletion set account = :account, open_key = :account where number = :number")
                .param("account", account)
                .param("number", number)
                .update();
    }

    /** Ends a deletion; another one may then be asked for. */
    public void end(String number, DeletionStatus status, Instant at) {
        jdbc.sql("update access_deletion set status = :status, ended_at = :at, open_key = null where number = :number")
                .param("status", status.name())
                .param("at", utc(at))
                .param("number", number)
                .update();
    }

    /** The address of one of its people is another one. */
    public void correctAddress(String number, boolean ofPerson, String address) {
        jdbc.sql(ofPerson ? """
                            update access_deletion set email_address = :address,
                                open_key = case when open_key is null or account is not null then open_key else :address end
                            where number = :number""" : "update access_deletion set supervisor_address = :address where number = :number")
                .param("address", address)
                .param("number", number)
                .update();
    }

    private static AccessDeletion map(ResultSet row, int index) throws SQLException {
        return new AccessDeletion(
                row.getString("number"),
                DeletionStatus.valueOf(row.getString("status")),
                row.getString("legal_first_name"),
                row.getString("legal_last_name"),
                row.getString("email_address"),
                row.getString("username"),
                row.getString("employer"),
                row.getString("location_name"),
                DeletionReason.valueOf(row.getString("reason")),
                row.getObject("last_day", LocalDate.class),
                row.getString("supervisor_name"),
                row.getString("supervisor_job_title"),
                row.getString("supervisor_address"),
                row.getString("supervisor_issuer"),
                row.getString("supervisor_subject"),
                row.getString("account"),
                instant(row, "submitted_at"),
                instant(row, "ended_at"));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
