package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the table of access deletions. */
@Repository
public class AccessDeletionRepository {

    /** Most rows in a list. */
    private static final int LIST_LIMIT = 200;

    private static final List<String> OPEN = Arrays.stream(DeletionStatus.values())
            .filter(DeletionStatus::isOpen)
            .map(Enum::name)
            .toList();

    private final JdbcClient jdbc;

    AccessDeletionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deletion with this number; empty if there is none. */
    public Optional<AccessDeletion> find(String number) {
        return jdbc.sql("select * from access_deletion where number = :number")
                .param("number", number)
                .query(DeletionColumns::read)
                .optional();
    }

    /** @throws IllegalStateException if there is no such deletion; its row is written before its process starts */
    public AccessDeletion get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No access deletion " + number));
    }

    /** The open deletion of an account, or of a person without a known account. */
    public Optional<AccessDeletion> findOpen(String openKey) {
        return jdbc.sql("select * from access_deletion where open_key = :key")
                .param("key", openKey)
                .query(DeletionColumns::read)
                .optional();
    }

    /** Locks a deletion until the transaction ends, before it is written. */
    void lock(String number) {
        jdbc.sql("select number from access_deletion where number = :number for update")
                .param("number", number)
                .query(String.class)
                .list();
    }

    /** Locks the open deletions of accounts, in the order of their numbers. */
    public void holdOpenOf(Collection<String> accounts) {
        if (!accounts.isEmpty()) {
            jdbc.sql("select number from access_deletion where open_key in (:accounts) order by number for update")
                    .param("accounts", accounts)
                    .query(String.class)
                    .list();
        }
    }

    /** Locks the open deletions of a supervisor, in the order of their numbers. */
    public void holdOpenBy(String supervisor) {
        jdbc.sql("select number from access_deletion where supervisor_address = :address and ended_at is null"
                        + " order by number for update")
                .param("address", supervisor)
                .query(String.class)
                .list();
    }

    /** The open deletions for a person, for any of their accounts, oldest first. */
    List<AccessDeletion> openFor(String address) {
        return jdbc.sql("""
                        select * from access_deletion where email_address = :address and status in (:open)
                        order by number""")
                .param("address", address)
                .param("open", OPEN)
                .query(DeletionColumns::read)
                .list();
    }

    /** The open deletions of accounts or of people with these normalized addresses, in one statement. */
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
                .query(DeletionColumns::read)
                .list();
    }

    /** All deletions of an account, and those for its user's address without a known account; newest first. */
    public List<AccessDeletion> about(String account, @Nullable String user) {
        return jdbc.sql("""
                        select * from access_deletion where account = :account or account is null
                            and email_address = :user
                        order by submitted_at desc, number desc limit :limit""")
                .param("account", account)
                .param("user", user)
                .param("limit", LIST_LIMIT)
                .query(DeletionColumns::read)
                .list();
    }

    /** The deletions that a supervisor requested, newest first. */
    List<AccessDeletion> requestedBy(String supervisorAddress) {
        return jdbc.sql("""
                        select * from access_deletion where supervisor_address = :address
                        order by submitted_at desc, number desc limit :limit""")
                .param("address", supervisorAddress)
                .param("limit", LIST_LIMIT)
                .query(DeletionColumns::read)
                .list();
    }

    /** All open deletions, oldest first. */
    List<AccessDeletion> open() {
        return jdbc.sql("select * from access_deletion where status in (:open)"
                        + " order by submitted_at, number limit :limit")
                .param("open", OPEN)
                .param("limit", LIST_LIMIT)
                .query(DeletionColumns::read)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if a deletion of the same account is open */
    public void insert(AccessDeletion deletion) {
        Map<String, Object> columns = DeletionColumns.of(deletion);
        jdbc.sql("insert into access_deletion (" + String.join(", ", columns.keySet()) + ") values (:"
                        + String.join(", :", columns.keySet()) + ")")
                .params(columns)
                .update();
    }

    /**
     * Moves open deletions of accounts from a replaced supervisor to their successor, who then gets the emails, sees
     * the page and can withdraw them.
     */
    public void handOver(Collection<String> accounts, @Nullable String supervisorAddress, String name, String address) {
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

    /** The supervisor of open deletions has another address. */
    public void followSupervisor(String before, String now) {
        jdbc.sql("update access_deletion set supervisor_address = :now"
                        + " where supervisor_address = :before and ended_at is null")
                .param("before", before)
                .param("now", now)
                .update();
    }

    /** Moves an open deletion to its next status. */
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

    /** Ends a deletion; another one may then be requested. */
    public void end(String number, DeletionStatus status, Instant at) {
        jdbc.sql("update access_deletion set status = :status, ended_at = :at, open_key = null where number = :number")
                .param("status", status.name())
                .param("at", UtcColumn.of(at))
                .param("number", number)
                .update();
    }

    /** Corrects the address of its person or its supervisor. */
    public void correctAddress(String number, boolean ofPerson, String address) {
        String change = ofPerson
                ? "email_address = :address, open_key ="
                        + " case when open_key is null or account is not null then open_key else :address end"
                : "supervisor_address = :address";
        jdbc.sql("update access_deletion set " + change + " where number = :number")
                .param("address", address)
                .param("number", number)
                .update();
    }
}
