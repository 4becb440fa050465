package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit room alone, on a database of the test. */
final class TrailParts {

    final ActingPerson acting = new ActingPerson();
    final List<Object> published = new ArrayList<>();
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final AuditRecorder recorder;
    final CheckpointRepository checkpoints;
    final SigningKey key;
    final BackdatedEvents backdatedEvents;
    final Sealer sealer;

    TrailParts(DataSource database) {
        this(database, newKey(), Clock.systemUTC());
    }

    TrailParts(DataSource database, String signingKey, Clock clock) {
        var settings = new AuditSettings(signingKey, "auditor@mt.gov", Duration.ofSeconds(5), Duration.ofDays(1));
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        recorder = new AuditRecorder(jdbc, acting, clock);
        checkpoints = new CheckpointRepository(jdbc, settings);
        key = new SigningKey(settings);
        backdatedEvents = new BackdatedEvents(jdbc, recorder, clock);
        sealer = new Sealer(
                jdbc,
                new NamedParameterJdbcTemplate(database),
                transaction,
                checkpoints,
                key,
                backdatedEvents,
                settings,
                published::add,
                clock);
    }

    /** As the service does: the event and its place in the queue, or neither. */
    void record(Consumer<AuditTrail> deed) {
        transaction.executeWithoutResult(status -> deed.accept(recorder));
    }

    /** Some deeds of the help desk, each with every column filled. */
    void recordSome(int count) {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        for (int i = 0; i < count; i++) {
            String number = "REQ%07d".formatted(i);
            record(trail -> trail.record(AuditAction.REQUEST_VIEWED, number, AuditResult.DONE, "one of some"));
        }
    }

    /** Forgets what other tests have done; possible on H2 alone. */
    static void empty(JdbcClient jdbc) {
        for (String table : List.of("audit_event", "audit_unsealed", "audit_seal", "audit_checkpoint")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    static String newKey() {
        return encoded(newPair());
    }

    static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }
}
