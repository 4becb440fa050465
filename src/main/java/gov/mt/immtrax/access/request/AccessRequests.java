package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of access requests. */
@Repository
public class AccessRequests {

    /** How many rows a list shows at most. */
    static final int LIST_LIMIT = 200;

    private static final List<String> OPEN = Arrays.stream(RequestStatus.values())
            .filter(RequestStatus::isOpen)
            .map(Enum::name)
            .toList();

    private final JdbcClient jdbc;

    AccessRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The request of a number; empty if there is none. */
    public Optional<AccessRequest> find(String number) {
        return jdbc.sql("select * from access_request where number = :number")
                .param("number", number)
                .query(AccessRequests::map)
                .optional();
    }

    /** @throws IllegalStateException if there is no such request: the model is never ahead of the table */
    public AccessRequest get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No request " + number));
    }

    /** The open request for a person, by the normalized mail address; the table allows no second one. */
    public Optional<AccessRequest> findOpenFor(String address) {
        return jdbc.sql("select * from access_request where open_key = :address")
                .param("address", address)
                .query(AccessRequests::map)
                .optional();
    }

    /**
     * The last request of a supervisor by which an account was changed, or else for its user; empty if there is none.
     */
    public Optional<AccessRequest> lastAbout(String account, String user, String supervisor) {
        return jdbc.sql("""
                        select r.* from access_request r join request_effect e on e.request_number = r.number
                        where e.account = :account and r.supervisor_address = :supervisor
                        order by r.submitted_at desc, r.number desc
                        limit 1""")
                .param("account", account)
                .param("supervisor", supervisor)
                .query(AccessRequests::map)
                .optional()
                .or(() -> ofUser(user).stream()
                        .filter(request -> request.supervisorAddress().equals(supervisor))
                        .findFirst());
    }

    /** Holds a request until the transaction ends, before anything of it is written; false if there is none. */
    boolean hold(String number) {
        return !jdbc.sql("select number from access_request where number = :number for update")
                .param("number", number)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Holds the open request for a person, by the normalized mail address, if there is one. */
    public void holdOpenFor(String address) {
        jdbc.sql("select number from access_request where open_key = :address for update")
                .param("address", address)
                .query(String.class)
                .list();
    }

    /** Requests that name somebody as supervisor or as user, newest first. */
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
                .query(AccessRequests::map)
                .list();
    }

    /** Requests for somebody with a normalized address, newest first. */
    public List<AccessRequest> ofUser(String address) {
        return jdbc.sql("""
                        select * from access_request where email_address = :address
                        order by submitted_at desc, number desc
                        limit :limit""")
                .param("address", address)
                .param("limit", LIST_LIMIT)
                .query(AccessRequests::map)
                .list();
    }

    /** All about an account, by the request that changed it or by its user's normalized address; newest first. */
    public List<AccessRequest> about(String account, String user) {
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
                .query(AccessRequests::map)
                .list();
    }

    /** The open requests for people of normalized addresses, in one statement. */
    public List<AccessRequest> openFor(Collection<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "select * from access_request where email_address in (:addresses) and status in (:open) order by number")
                        .param("addresses", addresses)
                        .param("open", OPEN)
                        .query(AccessRequests::map)
                        .list();
    }

    /** Open requests of everybody, the longest waiting first. */
    public List<AccessRequest> open() {
        return jdbc.sql("""
                        select * from access_request where status in (:open)
                        order by submitted_at, number
                        limit :limit""")
                .param("open", OPEN)
                .param("limit", LIST_LIMIT)
                .query(AccessRequests::map)
                .list();
    }

    /** Draws the next number, as in {@code REQ0100387} (contract: Request numbers); access deletions share them. */
    public String nextNumber() {
        long next = jdbc.sql("select nextval('access_request_number')")
                .query(Long.class)
                .single();
        return "REQ%07d".formatted(next);
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the person already has an open request */
    public void insert(AccessRequest request) {
        Map<String, Object> columns = columns(request);
        jdbc.sql("insert into access_request (" + String.join(", ", columns.keySet()) + ") values ("
                        + columns.keySet().stream().map(c -> ":" + c).collect(Collectors.joining(", ")) + ")")
                .params(columns)
                .update();
    }

    /** Writes a request as it is now. */
    public void update(AccessRequest request) {
        Map<String, Object> columns = columns(request);
        jdbc.sql("update access_request set "
                        + columns.keySet().stream()
                                .filter(c -> !c.equals("number"))
                                .map(c -> c + " = :" + c)
                                .collect(Collectors.joining(", "))
                        + " where number = :number")
                .params(columns)
                .update();
    }

    /** Moves an open request on to its next state; {@code dueAt} may be null. */
    public void move(String number, RequestStatus status, Instant dueAt) {
        jdbc.sql("update access_request set status = :status, due_at = :dueAt where number = :number")
                .param("status", status.name())
                .param("dueAt", UtcColumn.of(dueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("number", number)
                .update();
    }

    /** Puts another due date in place of the old one; a request that has moved on meanwhile keeps what it has. */
    void moveDueDate(String number, Instant old, Instant dueAt) {
        jdbc.sql("update access_request set due_at = :dueAt where number = :number and due_at = :old")
                .param("dueAt", UtcColumn.of(dueAt))
                .param("number", number)
                .param("old", UtcColumn.of(old))
                .update();
    }

    /** As {@link #move}, and notes that the last paper has arrived. */
    public void moveWithPaperwork(String number, RequestStatus status, Instant completeAt, Instant dueAt) {
        jdbc.sql("""
                        update access_request
                        set status = :status, paperwork_complete_at = :completeAt, due_at = :dueAt
                        where number = :number""")
                .param("status", status.name())
                .param("completeAt", UtcColumn.of(completeAt))
                .param("dueAt", UtcColumn.of(dueAt))
                .param("number", number)
                .update();
    }

    /** Ends a request; the person may then be asked for again. */
    public void end(String number, RequestStatus status, Instant at) {
        jdbc.sql("""
                        update access_request set status = :status, ended_at = :at, due_at = null, open_key = null
                        where number = :number""")
                .param("status", status.name())
                .param("at", UtcColumn.of(at))
                .param("number", number)
                .update();
    }

    private static Map<String, Object> columns(AccessRequest r) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("number", r.number());
        columns.put("status", r.status().name());
        columns.put("open_key", r.status().isOpen() ? r.emailAddress() : null);
        columns.put("request_type", r.requestType().name());
        columns.put("account", r.account());
        columns.put("legal_first_name", r.legalFirstName());
        columns.put("legal_middle_name", r.legalMiddleName());
        columns.put("legal_last_name", r.legalLastName());
        columns.put("date_of_birth", r.dateOfBirth());
        columns.put("phone_number", r.phoneNumber());
        columns.put("email_address", r.emailAddress());
        columns.put("had_prior_access", r.hadPriorAccess());
        columns.put("employer", r.employer());
        columns.put("job_title", r.jobTitle());
        columns.put("location_name", r.locationName());
        columns.put("vfc_pin", r.vfcPin());
        columns.put("street_address", r.streetAddress());
        columns.put("city", r.city());
        columns.put("state", r.state());
        columns.put("county", r.county());
        columns.put("zip", r.zip());
        columns.put("start_date", r.startDate());
        columns.put("end_date", r.endDate());
        columns.put("access_level", r.accessLevel().name());
        columns.put("justification", r.justification());
        columns.put("supervisor_name", r.supervisorName());
        columns.put("supervisor_job_title", r.supervisorJobTitle());
        columns.put("supervisor_address", r.supervisorAddress());
        columns.put("supervisor_issuer", r.supervisorIssuer());
        columns.put("supervisor_subject", r.supervisorSubject());
        columns.put("submitted_at", UtcColumn.of(r.submittedAt()));
        columns.put("paperwork_complete_at", UtcColumn.of(r.paperworkCompleteAt()));
        columns.put("due_at", UtcColumn.of(r.dueAt()));
        columns.put("ended_at", UtcColumn.of(r.endedAt()));
        return columns;
    }

    static AccessRequest map(ResultSet row, int index) throws SQLException {
        return new AccessRequest(
                row.getString("number"),
                RequestStatus.valueOf(row.getString("status")),
                RequestType.valueOf(row.getString("request_type")),
                row.getString("account"),
                row.getString("legal_first_name"),
                row.getString("legal_middle_name"),
                row.getString("legal_last_name"),
                row.getObject("date_of_birth", LocalDate.class),
                row.getString("phone_number"),
                row.getString("email_address"),
                row.getString("had_prior_access"),
                row.getString("employer"),
                row.getString("job_title"),
                row.getString("location_name"),
                row.getString("vfc_pin"),
                row.getString("street_address"),
                row.getString("city"),
                row.getString("state"),
                row.getString("county"),
                row.getString("zip"),
                row.getObject("start_date", LocalDate.class),
                row.getObject("end_date", LocalDate.class),
                AccessLevel.valueOf(row.getString("access_level")),
                row.getString("justification"),
                row.getString("supervisor_name"),
                row.getString("supervisor_job_title"),
                row.getString("supervisor_address"),
                row.getString("supervisor_issuer"),
                row.getString("supervisor_subject"),
                UtcColumn.read(row, "submitted_at"),
                UtcColumn.read(row, "paperwork_complete_at"),
                UtcColumn.read(row, "due_at"),
                UtcColumn.read(row, "ended_at"));
    }
}
