package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Records which emails were posted to whom and their outcome. Kept as long as the requests, which is longer than the
 * engine's history.
 */
@Repository
public class MailLedger {

    private static final String COLUMNS = "id, case_number, case_kind, template, audience, recipient, state,"
            + " attempts, posted_at, sent_at, problem, decided_by, decision,"
            + " corrected_from, corrected_to";

    /**
     * Why an email is held. Instants are UTC.
     *
     * @param mailbox the recipient's address without the part after a plus sign
     * @param askedBy verified address of the person who caused it
     * @param escalatedAt when the help desk lead was last notified, or null
     */
    record Hold(String mailbox, String askedBy, Instant heldAt, Instant escalatedAt) {

        @Override
        public String toString() {
            return "Hold[" + heldAt + "]";
        }
    }

    /**
     * That an address was refused. Instants are UTC.
     *
     * @param escalatedAt when the help desk lead was last notified, or null
     */
    record Refusal(Instant at, Instant escalatedAt) {}

    private final JdbcClient jdbc;

    MailLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All emails about a number, oldest first. */
    public List<LedgerEntry> of(String number) {
        return jdbc.sql("select " + COLUMNS + " from mail_ledger where case_number = :number order by posted_at, id")
                .param("number", number)
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
    List<LedgerEntry> newest(String number, MailState state, int limit, long offset) {
        var sql = new StringBuilder("select " + COLUMNS + " from mail_ledger where 1 = 1");
        if (number != null) {
            sql.append(" and case_number = :number");
        }
        if (state != null) {
            sql.append(" and state = :state");
        }
        sql.append(" order by posted_at desc, id limit :limit offset :offset");
        var query = jdbc.sql(sql.toString()).param("limit", limit).param("offset", offset);
        if (number != null) {
            query = query.param("number", number);
        }
        if (state != null) {
            query = query.param("state", state.name());
        }
        return query.query(MailLedger::entry).list();
    }

    void post(UUID id, CaseNumber about, String template, Audience audience, boolean bounded, Instant at) {
        jdbc.sql("""
                        insert into mail_ledger (id, case_number, case_kind, template, audience, bounded, state,
                            attempts, posted_at)
                        values (:id, :number, :kind, :template, :audience, :bounded, 'QUEUED', 0, :at)
                        """)
                .param("id", id)
                .param("number", about.text())
                .param("kind", about.kind().name())
                .param("template", template)
                .param("audience", audience.name())
                .param("bounded", bounded)
                .param("at", UtcColumn.of(at))
                .update();
    }

    void withdrawUnsent(String number) {
        jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where case_number = :number and state in ('QUEUED', 'FAILED', 'REFUSED', 'HELD')
                        """).param("number", number).update();
    }

    void withdrawOvertaken(String number, List<String> templates) {
        jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where case_number = :number and template in (:templates)
                            and state in ('QUEUED', 'FAILED', 'HELD')
                        """).param("number", number).param("templates", templates).update();
    }

    List<UUID> held(String number, List<String> templates) {
        return of(number).stream()
                .filter(mail -> mail.state() == MailState.HELD && templates.contains(mail.template()))
                .map(LedgerEntry::id)
                .toList();
    }

    /** The requests with an email that the help desk has not yet released or dropped. */
    public Set<String> requestsWithHeldMail() {
        return jdbc.sql("select distinct case_number from mail_ledger where state = 'HELD'")
                .query(String.class)
                .set();
    }

    /** Why an email was held and since when; empty if it was never held. */
    Optional<Hold> hold(UUID id) {
        return jdbc.sql("select mailbox, asked_by, held_at, escalated_at"
                        + " from mail_ledger where id = :id and held_at is not null")
                .param("id", id)
                .query((row, number) -> new Hold(
                        row.getString("mailbox"),
                        row.getString("asked_by"),
                        UtcColumn.read(row, "held_at"),
                        UtcColumn.read(row, "escalated_at")))
                .optional();
    }

    /** When the address of an email was last refused; a release without this column noted the attempt alone. */
    Optional<Refusal> refusal(UUID id) {
        return jdbc.sql("select coalesce(refused_at, last_attempt_at, posted_at) as refused_at, escalated_at"
                        + " from mail_ledger where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new Refusal(UtcColumn.read(row, "refused_at"), UtcColumn.read(row, "escalated_at")))
                .optional();
    }

    /** Records which address was corrected to which. */
    void corrected(UUID id, String refused, String address) {
        jdbc.sql("update mail_ledger set corrected_from = :refused, corrected_to = :address where id = :id")
                .param("refused", refused)
                .param("address", address)
                .param("id", id)
                .update();
    }

    /** Number of bounded emails sent or about to be sent to a mailbox on a day in Montana. */
    public int countTo(String mailbox, LocalDate day) {
        return count("select count(*) from mail_ledger where mailbox = :key and counted_on = :day", mailbox, day);
    }

    /** Number of bounded emails that one requester caused on a day in Montana. */
    public int countOf(String asker, LocalDate day) {
        return count("select count(*) from mail_ledger where asked_by = :key and counted_on = :day", asker, day);
    }

    private int count(String sql, String key, LocalDate day) {
        return jdbc.sql(sql)
                .param("key", key)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    void escalated(UUID id, Instant at) {
        jdbc.sql("update mail_ledger set escalated_at = :at where id = :id")
                .param("at", UtcColumn.of(at))
                .param("id", id)
                .update();
    }

    /** @return false if it is no longer held */
    boolean decide(UUID id, ReleaseOutcome outcome, String note, String by, Instant at) {
        return jdbc.sql("""
                        update mail_ledger set state = :state, decided_by = :by, decided_at = :at, decision = :note
                        where id = :id and state = 'HELD'
                        """)
                        .param(
                                "state",
                                (outcome == ReleaseOutcome.RELEASED ? MailState.QUEUED : MailState.DROPPED).name())
                        .param("by", by)
                        .param("at", UtcColumn.of(at))
                        .param("note", note)
                        .param("id", id)
                        .update()
                > 0;
    }

    boolean wasSent(String template, String number) {
        return jdbc.sql("""
                        select count(*) from mail_ledger
                        where case_number = :number and template = :template and state = 'SENT'
                        """)
                        .param("number", number)
                        .param("template", template)
                        .query(Long.class)
                        .single()
                > 0;
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
                new CaseNumber(CaseKind.valueOf(row.getString("case_kind")), row.getString("case_number")),
                row.getString("template"),
                Audience.valueOf(row.getString("audience")),
                row.getString("recipient"),
                MailState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                UtcColumn.read(row, "posted_at"),
                UtcColumn.read(row, "sent_at"),
                row.getString("problem"),
                row.getString("decided_by"),
                row.getString("decision"),
                row.getString("corrected_from"),
                row.getString("corrected_to"));
    }
}
