package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of access requests. */
@Repository
public class AccessRequestRepository {

    /** Maximum number of rows in a list. */
    static final int LIST_LIMIT = 200;

    private static final List<String> OPEN = Arrays.stream(RequestStatus.values())
            .filter(RequestStatus::isOpen)
            .map(Enum::name)
            .toList();

    /** A condition: the request names one of the clinics, or an employer. */
    static final String AT = "(number in (select r.number from facility_name n join access_request r"
            + " on r.employer_key = n.employer_key and r.location_key = n.location_key where n.facility in (:clinics))"
            + " or employer_key = :employer)";

    private final JdbcClient jdbc;

    AccessRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The request with this number; empty if there is none. */
    public Optional<AccessRequest> find(String number) {
        return jdbc.sql("select * from access_request where number = :number")
                .param("number", number)
                .query(RequestColumns::read)
                .optional();
    }

    /** @throws IllegalStateException if there is no such request, because a process instance always has a row */
    public AccessRequest get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No request " + number));
    }

    /**
     * The open requests for a person, by normalized email address, oldest first. Each is of another supervisor, because
     * nobody's request may keep somebody else from submitting theirs.
     */
    public List<AccessRequest> openFor(String address) {
        return openFor(List.of(address));
    }

    /** The open request of a supervisor for a person, by normalized email addresses. */
    public Optional<AccessRequest> findOpen(String user, String supervisor) {
        return openFor(user).stream()
                .filter(request -> request.supervisorAddress().equals(supervisor))
                .findFirst();
    }

    /** The open requests of other supervisors for the same person that can still end before anything is set up. */
    public List<AccessRequest> rivalsOf(AccessRequest request) {
        return openFor(request.emailAddress()).stream()
                .filter(other -> !other.number().equals(request.number()))
                .filter(other -> other.status().canBeCorrected())
                .toList();
    }

    /**
     * The supervisor's last request that changed this account, otherwise their last one for its user; empty if there is
     * none.
     */
    public Optional<AccessRequest> lastAbout(String account, @Nullable String user, String supervisor) {
        return jdbc.sql("""
                        select r.* from access_request r join request_effect e on e.request_number = r.number
                        where e.account = :account and r.supervisor_address = :supervisor
                        order by r.submitted_at desc, r.number desc
                        limit 1""")
                .param("account", account)
                .param("supervisor", supervisor)
                .query(RequestColumns::read)
                .optional()
                .or(() -> ofUser(user).stream()
                        .filter(request -> request.supervisorAddress().equals(supervisor))
                        .findFirst());
    }

    /** Locks a request until the transaction ends, before anything about it is written; false if there is none. */
    boolean lock(String number) {
        return !jdbc.sql("select number from access_request where number = :number for update")
                .param("number", number)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Locks the open requests for a person, by normalized email address. */
    public void holdOpenFor(String address) {
        jdbc.sql("select number from access_request where email_address = :address and status in (:open)"
                        + " order by number for update")
                .param("address", address)
                .param("open", OPEN)
                .query(String.class)
                .list();
    }

    /** Requests with this address as supervisor or user, newest first. */
    public List<AccessRequest> naming(String address) {
        return jdbc.sql("""
                        select * from (
                            select * from access_request where supervisor_address = :address
                            union
                            select * from access_request where email_address = :address) named
                        order by submitted_at desc, number desc
                        limit :limit""")
                .param("address", address)
                .param("limit", LIST_LIMIT)
                .query(RequestColumns::read)
                .list();
    }

    /**
     * Requests that name one of these clinics, by number: first those that are open, then the newest.
     *
     * @param employer folded; requests of an employer that the directory does not know are found by it
     */
    public List<AccessRequest> at(Collection<String> clinics, String employer) {
        return jdbc.sql("select * from access_request where " + AT
                        + " order by case when ended_at is null then 0 else 1 end, submitted_at desc, number desc"
                        + " limit :limit")
                .param("clinics", clinics.isEmpty() ? List.of("") : clinics)
                .param("employer", employer)
                .param("limit", LIST_LIMIT)
                .query(RequestColumns::read)
                .list();
    }

    /** Requests for the user with this normalized address, newest first. */
    public List<AccessRequest> ofUser(@Nullable String address) {
        return jdbc.sql("""
                        select * from access_request where email_address = :address
                        order by submitted_at desc, number desc
                        limit :limit""")
                .param("address", address)
                .param("limit", LIST_LIMIT)
                .query(RequestColumns::read)
                .list();
    }

    /**
     * All requests about an account, either because they changed it or by its user's normalized address; newest first.
     */
    public List<AccessRequest> about(String account, @Nullable String user) {
        return jdbc.sql("""
                        select * from (
                            select * from access_request where email_address = :user
                            union
                            select r.* from access_request r join request_effect e on e.request_number = r.number
                            where e.account = :account) about
                        order by submitted_at desc, number desc
                        limit :limit""")
                .param("user", user)
                .param("account", account)
                .param("limit", LIST_LIMIT)
                .query(RequestColumns::read)
                .list();
    }

    /** Numbers of the requests that set up an account and wait for their start date. */
    public List<String> awaitingStartWith(String account) {
        return jdbc.sql("select r.number from request_effect e join access_request r on r.number = e.request_number"
                        + " where e.account = :account and r.status = 'AWAITING_START' order by r.number")
                .param("account", account)
                .query(String.class)
                .list();
    }

    /** The oldest request that has set up one of these accounts, with credentials that go out on its start date. */
    Optional<String> firstWaitingToSend(List<String> accounts) {
        return jdbc.sql("""
                        select r.number from request_effect e join access_request r on r.number = e.request_number
                        where e.account in (:accounts) and not e.planned and r.status = 'AWAITING_START'
                        order by r.number limit 1""").param("accounts", accounts).query(String.class).optional();
    }

    /** Number of the account that a request set up or changed; empty if it did not yet. */
    Optional<String> accountOf(String number) {
        return jdbc.sql("select account from request_effect where request_number = :number and not planned")
                .param("number", number)
                .query(String.class)
                .optional();
    }

    /** Changes the name of the user, who stays the same person. */
    void changeName(String number, String firstName, String lastName) {
        jdbc.sql("update access_request set legal_first_name = :first, legal_last_name = :last where number = :number")
                .param("first", firstName)
                .param("last", lastName)
                .param("number", number)
                .update();
    }

    /** Numbers of the requests that set up or changed an account. */
    public List<String> thatSetUp(String account) {
        return jdbc.sql("select request_number from request_effect where account = :account order by request_number")
                .param("account", account)
                .query(String.class)
                .list();
    }

    /**
     * Whether an account was set up for a request that ended before its credentials were sent, so that nobody can log
     * in with it. A change that was only planned does not count.
     */
    public boolean endedBeforeLogin(String account) {
        return jdbc.sql("select r.status from request_effect e join access_request r on r.number = e.request_number"
                        + " where e.account = :account and not e.planned order by r.number desc limit 1")
                .param("account", account)
                .query(String.class)
                .optional()
                .filter(RequestStatus.WITHDRAWN.name()::equals)
                .isPresent();
    }

    /** The open requests for the users with these normalized addresses, in one statement. */
    public List<AccessRequest> openFor(Collection<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : jdbc.sql("select * from access_request where email_address in (:addresses)"
                                + " and status in (:open) order by number")
                        .param("addresses", addresses)
                        .param("open", OPEN)
                        .query(RequestColumns::read)
                        .list();
    }

    /** The confirmed change that waits for its start date, by number of the account that it will change. */
    public Map<String, AccessRequest> plannedFor(Collection<String> accounts) {
        Map<String, AccessRequest> planned = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql("select e.account as planned_account, r.* from request_effect e"
                            + " join access_request r on r.number = e.request_number"
                            + " where e.account in (:accounts) and e.planned and r.status = 'AWAITING_START'")
                    .param("accounts", accounts)
                    .query((row, index) ->
                            planned.put(row.getString("planned_account"), RequestColumns.read(row, index)))
                    .list();
        }
        return planned;
    }

    /** All open requests, oldest first. */
    public List<AccessRequest> open() {
        return jdbc.sql("""
                        select * from access_request where status in (:open)
                        order by submitted_at, number
                        limit :limit""")
                .param("open", OPEN)
                .param("limit", LIST_LIMIT)
                .query(RequestColumns::read)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the supervisor has an open request for the person */
    public void insert(AccessRequest request) {
        Map<String, Object> columns = RequestColumns.of(request);
        jdbc.sql("insert into access_request (" + String.join(", ", columns.keySet()) + ") values ("
                        + columns.keySet().stream().map(c -> ":" + c).collect(Collectors.joining(", ")) + ")")
                .params(columns)
                .update();
    }

    /** Writes the current state of a request. */
    public void update(AccessRequest request) {
        Map<String, Object> columns = RequestColumns.of(request);
        jdbc.sql("update access_request set "
                        + columns.keySet().stream()
                                .filter(c -> !c.equals("number") && !c.equals("open_key"))
                                .map(c -> c + " = :" + c)
                                .collect(Collectors.joining(", "))
                        + " where number = :number")
                .params(columns)
                .update();
        renewOpenKey(request.number());
    }

    /**
     * Brings the key up to date that keeps a supervisor from submitting a request twice at the same moment. Where a
     * change makes two open requests those of one supervisor, the second one has its number as key, and both go on.
     */
    public void renewOpenKey(String number) {
        AccessRequest request = get(number);
        if (request.status().isOpen()) {
            String sql = """
                    update access_request set open_key = case when exists (
                            select 1 from access_request o where o.open_key = :key and o.number <> :number)
                        then :number else :key end
                    where number = :number""";
            jdbc.sql(sql)
                    .param("key", RequestColumns.openKey(request))
                    .param("number", number)
                    .update();
        }
    }

    /** Changes from when on access is needed. */
    public void changeStartDate(String number, LocalDate startDate) {
        jdbc.sql("update access_request set start_date = :startDate where number = :number")
                .param("startDate", startDate)
                .param("number", number)
                .update();
    }

    /** Moves an open request to its next status; {@code dueAt} may be null. */
    public void move(String number, RequestStatus status, @Nullable Instant dueAt) {
        jdbc.sql("update access_request set status = :status, due_at = :dueAt where number = :number")
                .param("status", status.name())
                .param("dueAt", UtcColumn.ofNullable(dueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("number", number)
                .update();
    }

    /** Replaces the due date, unless it has changed since it was read. */
    void moveDueDate(String number, Instant old, Instant dueAt) {
        jdbc.sql("update access_request set due_at = :dueAt where number = :number and due_at = :old")
                .param("dueAt", UtcColumn.ofNullable(dueAt))
                .param("number", number)
                .param("old", UtcColumn.of(old))
                .update();
    }

    /** Like {@link #move}, and records that the last document has arrived, or with null that one is missing. */
    public void moveWithPaperwork(String number, RequestStatus status, @Nullable Instant completeAt, Instant dueAt) {
        jdbc.sql("""
                        update access_request
                        set status = :status, paperwork_complete_at = :completeAt, due_at = :dueAt
                        where number = :number""")
                .param("status", status.name())
                .param("completeAt", UtcColumn.ofNullable(completeAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("dueAt", UtcColumn.ofNullable(dueAt))
                .param("number", number)
                .update();
    }

    /** Ends a request. After that, access for the person can be requested again. */
    public void end(String number, RequestStatus status, Instant at) {
        jdbc.sql("""
                        update access_request set status = :status, ended_at = :at, due_at = null, open_key = null
                        where number = :number""")
                .param("status", status.name())
                .param("at", UtcColumn.of(at))
                .param("number", number)
                .update();
    }
}
