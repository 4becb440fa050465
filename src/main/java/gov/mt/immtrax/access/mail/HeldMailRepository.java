package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Knows from the ledger why an email is held, and records what the help desk decides about it. */
@Repository
class HeldMailRepository {

    /**
     * Why an email is held. Instants are UTC.
     *
     * @param mailbox the recipient's address without the part after a plus sign
     * @param requestedBy verified address of the person who caused it
     * @param escalatedAt when the help desk lead was last notified, or null
     */
    record Hold(
            String mailbox,
            @Nullable String requestedBy,
            Instant heldAt,
            @Nullable Instant escalatedAt) {

        @Override
        public String toString() {
            return "Hold[" + heldAt + "]";
        }
    }

    private final JdbcClient jdbc;

    HeldMailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why an email was held and since when; empty if it was never held. */
    Optional<Hold> find(UUID id) {
        return jdbc.sql("select mailbox, requested_by, held_at, escalated_at"
                        + " from mail_ledger where id = :id and held_at is not null")
                .param("id", id)
                .query((row, number) -> new Hold(
                        row.getString("mailbox"),
                        row.getString("requested_by"),
                        UtcColumn.read(row, "held_at"),
                        UtcColumn.readNullable(row, "escalated_at")))
                .optional();
    }

    void escalated(UUID id, Instant at) {
        jdbc.sql("update mail_ledger set escalated_at = :at where id = :id")
                .param("at", UtcColumn.of(at))
                .param("id", id)
                .update();
    }

    /** @return false if it is no longer held */
    boolean decide(UUID id, ReleaseOutcome outcome, @Nullable String note, String by, Instant at) {
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
}
