package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the signed checkpoints, and names the auditor who keeps them outside. */
@Repository
public class CheckpointRepository {

    private final JdbcClient jdbc;
    private final AuditSettings settings;

    CheckpointRepository(JdbcClient jdbc, AuditSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Email address of the auditor. */
    public String auditor() {
        return settings.auditor();
    }

    /** @param name for example {@code AUD0000001}; empty if there is no checkpoint of this name */
    public Optional<Checkpoint> find(String name) {
        return jdbc.sql("select * from audit_checkpoint where number = :number")
                .param("number", CaseKind.AUDIT_CHECKPOINT.of(name).value())
                .query(CheckpointRepository::map)
                .optional();
    }

    /** The latest one. */
    Optional<Checkpoint> last() {
        return jdbc.sql("select * from audit_checkpoint order by number desc limit 1")
                .query(CheckpointRepository::map)
                .optional();
    }

    void add(Checkpoint checkpoint) {
        jdbc.sql("""
                        insert into audit_checkpoint (number, position, hash, signed_at, key_id, signature)
                        values (:number, :position, :hash, :at, :key, :signature)""")
                .param("number", checkpoint.number())
                .param("position", checkpoint.position())
                .param("hash", checkpoint.hash())
                .param("at", UtcColumn.of(checkpoint.signedAt()))
                .param("key", checkpoint.keyId())
                .param("signature", checkpoint.signature())
                .update();
    }

    private static Checkpoint map(ResultSet row, int index) throws SQLException {
        return new Checkpoint(
                row.getLong("number"),
                row.getLong("position"),
                row.getString("hash"),
                UtcColumn.read(row, "signed_at"),
                row.getString("key_id"),
                row.getString("signature"));
    }
}
