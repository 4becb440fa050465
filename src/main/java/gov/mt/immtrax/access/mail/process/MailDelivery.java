package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSent;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records the result of each attempt in the ledger. Each record is a separate transaction, because an email that the
 * mail server accepted stays sent when the job's transaction rolls back.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class MailDelivery {

    /**
     * An email to be sent. A bounded email that the help desk has released is sent regardless of the limits.
     *
     * @param copy null unless a deputy gets the email of an official too
     */
    record Letter(
            UUID id,
            CaseNumber caseNumber,
            String template,
            Audience audience,
            boolean bounded,
            boolean released,
            @Nullable Copy copy) {

        Letter(UUID id, CaseNumber caseNumber, String template, Audience audience, boolean bounded, boolean released) {
            this(id, caseNumber, template, audience, bounded, released, null);
        }
    }

    /**
     * What an email of a deputy is a copy of.
     *
     * @param audience which official the original is for
     */
    record Copy(String deputyship, Audience audience) {}

    private final JdbcClient jdbc;
    private final RecordLocks locks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MailDelivery(JdbcClient jdbc, RecordLocks locks, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @return the email, or empty if it is already sent, taken back or dropped
     * @throws IllegalStateException if the ledger does not contain the email
     */
    Optional<Letter> begin(UUID id, String messageId) {
        int begun = jdbc.sql("""
                        update mail_ledger set attempts = attempts + 1, last_attempt_at = :now, message_id = :messageId
                        where id = :id and state in ('QUEUED', 'FAILED', 'REFUSED', 'HELD')
                        """)
                .param("now", UtcColumn.of(now()))
                .param("messageId", messageId)
                .param("id", id)
                .update();
        Letter letter = find(id).orElseThrow(() -> new IllegalStateException("The ledger has no email " + id));
        return begun == 0 ? Optional.empty() : Optional.of(letter);
    }

    /** The email with this id, if the mail server has accepted it. */
    Optional<Letter> accepted(UUID id) {
        return jdbc.sql("select 1 from mail_ledger where id = :id and state = 'SENT'")
                        .param("id", id)
                        .query(Integer.class)
                        .list()
                        .isEmpty()
                ? Optional.empty()
                : find(id);
    }

    private Optional<Letter> find(UUID id) {
        return jdbc.sql("""
                        select m.id, m.case_number, m.case_kind, m.template, m.audience, m.bounded, m.decided_at,
                            m.deputyship, o.audience as original_audience
                        from mail_ledger m left join mail_ledger o on o.id = m.copy_of
                        where m.id = :id""")
                .param("id", id)
                .query((row, number) -> new Letter(
                        row.getObject("id", UUID.class),
                        new CaseNumber(CaseKind.valueOf(row.getString("case_kind")), row.getString("case_number")),
                        row.getString("template"),
                        Audience.valueOf(row.getString("audience")),
                        row.getBoolean("bounded"),
                        row.getObject("decided_at") != null,
                        row.getString("deputyship") == null
                                ? null
                                : new Copy(
                                        row.getString("deputyship"),
                                        Audience.valueOf(row.getString("original_audience")))))
                .optional();
    }

    /** Takes back an email of a deputy that could not be delivered: the official has got it. */
    void undeliverable(Letter letter, @Nullable String recipient, @Nullable String problem) {
        note(letter, "WITHDRAWN", recipient, problem);
    }

    /** Takes back an email that is no longer true. */
    void superseded(Letter letter) {
        note(letter, "WITHDRAWN", null, null);
    }

    void failed(Letter letter, @Nullable String recipient, @Nullable String problem) {
        note(letter, "FAILED", recipient, problem);
    }

    void refused(Letter letter, @Nullable String recipient, @Nullable String problem) {
        note(letter, "REFUSED", recipient, problem);
        jdbc.sql("update mail_ledger set refused_at = :now where id = :id and state = 'REFUSED'")
                .param("now", UtcColumn.of(now()))
                .param("id", letter.id())
                .update();
    }

    /** Records that an email is held, and no longer counts it toward the daily limits. */
    void held(Letter letter, String recipient, String reason) {
        note(letter, "HELD", recipient, reason);
        jdbc.sql("update mail_ledger set counted_on = null, held_at = :now where id = :id and state = 'HELD'")
                .param("now", UtcColumn.of(now()))
                .param("id", letter.id())
                .update();
    }

    /**
     * Records that the server accepted the email, even if it was taken back at the same moment, and publishes
     * {@link MailSent}.
     */
    void accepted(Letter letter, String recipient) {
        Instant now = now();
        locks.lock(letter.caseNumber().text()); // same order as taking an email back: first the case
        jdbc.sql("""
                        update mail_ledger set state = 'SENT', sent_at = :now, recipient = :recipient, problem = null
                        where id = :id
                        """)
                .param("now", UtcColumn.of(now))
                .param("recipient", recipient)
                .param("id", letter.id())
                .update();
        if (letter.copy() == null) { // nothing starts or ends because a deputy got an email too
            events.publishEvent(new MailSent(letter.template(), letter.audience(), letter.caseNumber(), now));
        }
    }

    private void note(Letter letter, String state, @Nullable String recipient, @Nullable String problem) {
        jdbc.sql("""
                        update mail_ledger set state = :state, recipient = :recipient, problem = :problem
                        where id = :id and state in ('QUEUED', 'FAILED', 'REFUSED', 'HELD')
                        """)
                .param("state", state)
                .param("recipient", recipient)
                .param("problem", problem)
                .param("id", letter.id())
                .update();
    }

    private Instant now() {
        // Both databases store microseconds.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
