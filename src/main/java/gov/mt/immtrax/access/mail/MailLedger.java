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
import org.jspecify.annotations.Nullable;
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
    List<LedgerEntry> newest(@Nullable String number, @Nullable MailState state, int limit, long offset) {
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

    /**
     * Enters the email that a deputy gets because an official does.
     *
     * @return false if it was entered before
     */
    public boolean postCopy(UUID id, UUID original, String deputyship, Instant at) {
        return jdbc.sql("""
                        insert into mail_ledger (id, case_number, case_kind, template, audience, bounded, state,
                            attempts, posted_at, copy_of, deputyship)
                        select :id, case_number, case_kind, template, 'DEPUTY', false, 'QUEUED',
                            0, :at, m.id, :deputyship
                        from mail_ledger m where m.id = :original and m.state <> 'WITHDRAWN'
                            and not exists (select 1 from mail_ledger c
                                where c.copy_of = :original and c.deputyship = :deputyship)""")
                        .param("id", id)
                        .param("original", original)
                        .param("deputyship", deputyship)
                        .param("at", UtcColumn.of(at))
                        .update()
                == 1;
    }

    void withdrawUnsent(String number) {
        jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where case_number = :number and state in ('QUEUED', 'FAILED', 'REFUSED', 'HELD')
                        """).param("number", number).update();
    }

    /** @return whether there was one; a copy that waits for a deputy is withdrawn too, but its original was sent */
    boolean withdrawSuperseded(String number, List<String> templates) {
        withdrawSuperseded(number, templates, "copy_of is not null");
        return withdrawSuperseded(number, templates, "copy_of is null") > 0;
    }

    private int withdrawSuperseded(String number, List<String> templates, String which) {
        return jdbc.sql("""
                        update mail_ledger set state = 'WITHDRAWN'
                        where case_number = :number and template in (:templates)
                            and state in ('QUEUED', 'FAILED', 'HELD') and\s""" + which)
                .param("number", number)
                .param("templates", templates)
                .update();
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

    /** Number of bounded emails sent or about to be sent to a mailbox on a day in Montana. */
    public int countTo(String mailbox, LocalDate day) {
        return count("select count(*) from mail_ledger where mailbox = :key and counted_on = :day", mailbox, day);
    }

    /** Number of bounded emails that one requester caused on a day in Montana. */
    public int countOf(String requester, LocalDate day) {
        return count(
                "select count(*) from mail_ledger where requested_by = :key and counted_on = :day", requester, day);
    }

    private int count(String sql, String key, LocalDate day) {
        return jdbc.sql(sql)
                .param("key", key)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /**
     * When an email about a number was last sent, in UTC. One of which a deputy's copy still waits does not count,
     * because the copy says the same.
     */
    public Optional<Instant> lastSent(String template, String number) {
        return jdbc.sql("""
                        select m.sent_at from mail_ledger m
                        where m.case_number = :number and m.template = :template and m.sent_at is not null
                            and m.copy_of is null and not exists (
                                select 1 from mail_ledger c
                                where c.copy_of = m.id and c.state in ('QUEUED', 'FAILED', 'REFUSED', 'HELD'))
                        order by m.sent_at desc limit 1""")
                .param("number", number)
                .param("template", template)
                .query((row, i) -> UtcColumn.read(row, "sent_at"))
                .optional();
    }

    boolean wasSent(String template, String number) {
        return jdbc.sql("""
                        select count(*) from mail_ledger
                        where case_number = :number and template = :template and state = 'SENT'
                            and deputyship is null
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
                UtcColumn.readNullable(row, "sent_at"),
                row.getString("problem"),
                row.getString("decided_by"),
                row.getString("decision"),
                row.getString("corrected_from"),
                row.getString("corrected_to"));
    }
}
