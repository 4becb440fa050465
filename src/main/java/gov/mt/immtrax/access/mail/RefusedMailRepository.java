package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Knows from the ledger when an address was refused, and records what the help desk corrects it to. */
@Repository
class RefusedMailRepository {

    /**
     * That an address was refused. Instants are UTC.
     *
     * @param escalatedAt when the help desk lead was last notified, or null
     */
    record Refusal(Instant at, @Nullable Instant escalatedAt) {}

    private final JdbcClient jdbc;

    RefusedMailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the address of an email was last refused; a release without this column noted the attempt alone. */
    Optional<Refusal> find(UUID id) {
        return jdbc.sql("select coalesce(refused_at, last_attempt_at, posted_at) as refused_at, escalated_at"
                        + " from mail_ledger where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new Refusal(UtcColumn.read(row, "refused_at"), UtcColumn.readNullable(row, "escalated_at")))
                .optional();
    }

    void escalated(UUID id, Instant at) {
        jdbc.sql("update mail_ledger set escalated_at = :at where id = :id")
                .param("at", UtcColumn.of(at))
                .param("id", id)
                .update();
    }

    /** Records which address was corrected to which. */
    void corrected(UUID id, String refused, String address) {
        jdbc.sql("update mail_ledger set corrected_from = :refused, corrected_to = :address where id = :id")
                .param("refused", refused)
                .param("address", address)
                .param("id", id)
                .update();
    }
}
