package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the register for lists: one page, or all rows as a stream, each in one statement. */
@Repository
public class AccountRows {

    /** Number of rows in memory at a time. */
    private static final int ROWS_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final JdbcClient piecewise;
    private final BusinessCalendar calendar;

    AccountRows(DataSource database, BusinessCalendar calendar) {
        this.jdbc = JdbcClient.create(database);
        JdbcTemplate inPieces = new JdbcTemplate(database);
        inPieces.setFetchSize(ROWS_AT_ONCE);
        this.piecewise = JdbcClient.create(inPieces);
        this.calendar = calendar;
    }

    /** Number of accounts on all pages. */
    public long count(AccountQuery query) {
        Narrowed narrowed = Narrowed.by(query);
        return jdbc.sql("select count(*) from " + narrowed.source() + " a" + narrowed.where())
                .params(narrowed.values())
                .query(Long.class)
                .single();
    }

    /** @param page from 1 */
    public List<AccountRow> page(AccountQuery query, int page, int size) {
        Map<String, Object> values = new LinkedHashMap<>();
        String sql = sql(query, values) + "\nlimit :limit offset :offset";
        return jdbc.sql(sql)
                .params(values)
                .param("limit", size)
                .param("offset", (page - 1L) * size)
                .query(this::row)
                .list();
    }

    /** A stream of all rows, which the caller must close. PostgreSQL streams rows only within a transaction. */
    Stream<AccountRow> all(AccountQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        return piecewise.sql(sql(query, values)).params(values).query(this::row).stream();
    }

    /** @param values receives the parameters of the statement */
    static String sql(AccountQuery query, Map<String, Object> values) {
        Narrowed narrowed = Narrowed.by(query);
        values.putAll(narrowed.values());
        // An inactivated account shows no end date to its supervisor. Their short list needs no index to be sorted.
        String end = query.supervisor().isPresent()
                ? "case when a.status = 'ACTIVE' then a.end_date end as end_date"
                : "a.end_date";
        return """
                select a.number, a.username, a.username_key, a.first_name, a.last_name, a.last_name_key,
                    a.email_address, a.employer, a.employer_key, a.location_name, a.access_level, a.supervisor_name,
                    a.supervisor_address, a.last_access_at, %s, a.status, a.inactivation_reason, a.inactivated_at,
                    a.provisioned_at,
                    g.signed_at, d.open_key,
                    case when a.number in (:left) then true else false end as supervisor_left
                from %s a
                left join user_agreement g on g.request_number = a.agreement_request
                left join account_dispute d on d.open_key = a.number%s
                order by %s""".formatted(
                        end, narrowed.source(), narrowed.where(), query.order().clause(query.descending()));
    }

    /** The accounts that match a query, as parts of a statement; {@code where} may be empty. */
    private record Narrowed(String source, String where, Map<String, Object> values) {

        static Narrowed by(AccountQuery query) {
            Map<String, Object> values = new LinkedHashMap<>();
            List<String> conditions = new ArrayList<>();
            query.supervisor().ifPresent(address -> {
                conditions.add("a.supervisor_address = :supervisor");
                values.put("supervisor", address);
                if (!query.left().isEmpty()) {
                    conditions.add("a.number not in (:left)");
                }
            });
            values.put("left", query.left().isEmpty() ? Set.of("") : query.left());
            if (!query.without().isEmpty()) {
                conditions.add("(a.email_address is null or a.email_address not in (:without))");
                values.put("without", query.without());
            }
            boolean few = query.supervisor().isPresent();
            Optional<AccountSearch> sought =
                    query.find().map(typed -> few ? AccountSearch.among(typed) : AccountSearch.anywhere(typed));
            sought.ifPresent(it -> values.putAll(it.values()));
            sought.filter(it -> few).ifPresent(it -> conditions.add(it.condition()));
            query.filter().ifPresent(filter -> conditions.add(filter.condition()));
            return new Narrowed(
                    sought.filter(it -> !few).map(AccountSearch::source).orElse("account"),
                    conditions.isEmpty() ? "" : "\nwhere " + String.join("\nand ", conditions),
                    values);
        }

        @Override
        public String toString() {
            return "Narrowed[" + values.size() + "]";
        }
    }

    private AccountRow row(ResultSet row, int index) throws SQLException {
        String reason = row.getString("inactivation_reason");
        return new AccountRow(
                row.getString("number"),
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email_address"),
                row.getString("employer"),
                row.getString("location_name"),
                AccessLevel.valueOf(row.getString("access_level")),
                row.getString("supervisor_name"),
                row.getString("supervisor_address"),
                date(row, "last_access_at"),
                row.getObject("end_date", LocalDate.class),
                date(row, "signed_at"),
                row.getObject("provisioned_at") == null,
                AccountStatus.valueOf(row.getString("status")),
                reason == null ? null : InactivationReason.valueOf(reason),
                date(row, "inactivated_at"),
                row.getString("open_key") != null,
                row.getBoolean("supervisor_left"));
    }

    private @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        Instant at = UtcColumn.readNullable(row, column);
        return at == null ? null : calendar.dateOf(at);
    }
}
