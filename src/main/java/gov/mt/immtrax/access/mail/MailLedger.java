package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was posted to whom and what became of it, kept for as long as the requests, longer than the engine's history. */
@Repository
public class MailLedger {

    private static final String COLUMNS =
            "id, request_number, template, audience, recipient, state, attempts, posted_at, sent_at, problem";

    private final JdbcClient jdbc;

    MailLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All mails of a request, oldest first. */
    public List<LedgerEntry> of(String requestNumber) {
        return jdbc.sql("select " + COLUMNS + " from mail_ledger where request_number = :number order by posted_at, id")
                .param("number", requestNumber)
                .query(MailLedger::entry)
                .list();
    }

    Optional<LedgerEntry> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from mail_ledger where id = :id")
                .param("id", id)
                .query(MailLedger::entry)
                .optional();
    }

    /** Newest first; both filters may be null. */
    List<LedgerEntry> newest(String requestNumber, MailState state, int limit, long offset) {
        var sql = new StringBuilder("select " + COLUMNS + " from mail_ledger where 1 = 1");
        if (requestNumber != null) {
            sql.append(" and request_number = :number");
        }
        if (state != null) {
            sql.append(" and state = :state");
        }
        sql.append(" order by posted_at desc, id limit :limit offset :offset");
        var query = jdbc.sql(sql.toString()).param("limit", limit).param("offset", offset);
        if (requestNumber != null) {
            query = query.param("number", requestNumber);
        }
        if (state != null) {
            query = query.param("state", state.name());
        }
        return query.query(MailLedger::entry).list();
    }

    void post(UUID id, String requestNumber, String template, Audience audience, Instant at) {
        jdbc.sql("""
                        insert into mail_ledger (id, request_number, template, audience, state, attempts, posted_at)
                        values (:id, :number, :template, :audience, 'QUEUED', 0, :at)
                        """)
                .param("id", id)
                .param("number", requestNumber)
                .param("template", template)
                .param("audience", audience.name())
                .param("at", UtcColumn.of(at))
                .update();
    }

    void withdrawUnsent(String requestNumber) {
        jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where request_number = :number and state in ('QUEUED', 'FAILED', 'REFUSED')
                        """)
                .param("number", requestNumber)
                .update();
    }

    void withdrawOvertaken(String requestNumber, List<String> templates) {
        jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where request_number = :number and template in (:templates) and state in ('QUEUED', 'FAILED')
                        """)
                .param("number", requestNumber)
                .param("templates", templates)
                .update();
    }

    boolean wasSent(String template, String requestNumber) {
        return jdbc.sql("""
                        select count(*) from mail_ledger
                        where request_number = :number and template = :template and state = 'SENT'
                        """)
                .param("number", requestNumber)
                .param("template", template)
                .query(Long.class)
                .single() > 0;
    }

    long count(MailState state) {
        return jdbc.sql("select count(*) from mail_ledger where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(
                row.getObject("id", UUID.class),
                row.getString("request_number"),
                row.getString("template"),
                Audience.valueOf(row.getString("audience")),
                row.getString("recipient"),
                MailState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                UtcColumn.read(row, "posted_at"),
                UtcColumn.read(row, "sent_at"),
                row.getString("problem"));
    }
}
