package gov.mt.immtrax.access.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.TransactionException;

/**
 * Stores the sessions of all nodes in the database, sealed. A session that cannot be opened does not exist, so its
 * owner logs in again. Sessions end by the service's clock: after the idle time, or after the longest time since the
 * login.
 */
class EncryptedSessionRepository implements SessionRepository<EncryptedSession> {

    private final SessionRepository<Session> store;
    private final JdbcClient jdbc;
    private final SessionEncryption seal;
    private final SessionSettings settings;
    private final Clock clock;

    @SuppressWarnings("unchecked") // the library's session class is not public
    EncryptedSessionRepository(
            JdbcIndexedSessionRepository store,
            JdbcClient jdbc,
            SessionEncryption seal,
            SessionSettings settings,
            Clock clock) {
        this.store = (SessionRepository<Session>) (SessionRepository<?>) store;
        this.jdbc = jdbc;
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public EncryptedSession createSession() {
        return EncryptedSession.created(store.createSession(), seal, clock, settings.idle());
    }

    @Override
    public @Nullable EncryptedSession findById(String id) {
        EncryptedSession session = peek(id).orElse(null);
        if (session != null && !clock.instant().isBefore(endOf(session))) {
            deleteById(id);
            return null;
        }
        return session;
    }

    /** Reads a session, even one that has expired, without extending it. */
    Optional<EncryptedSession> peek(String id) {
        return Optional.ofNullable(store.findById(id))
                .flatMap(stored -> EncryptedSession.opened(stored, seal, clock, settings.idle()));
    }

    /** When a session ends if no more requests come; UTC. */
    Instant endOf(EncryptedSession session) {
        Instant idle = session.getLastAccessedTime().plus(settings.idle());
        return ProviderLogin.of(session)
                .map(login -> login.at().plus(settings.longest()))
                .filter(idle::isAfter)
                .orElse(idle);
    }

    @Override
    public void save(EncryptedSession session) {
        if (!session.prepareToSave()) {
            return;
        }
        try {
            store.save(session.stored());
        } catch (DataAccessException | TransactionException anotherRequestWasFaster) {
            saveOver(session, anotherRequestWasFaster);
        }
        session.saved();
    }

    /**
     * Saves again after a conflict: two requests of a session set the same attribute for the first time, or one ended
     * it.
     */
    private void saveOver(EncryptedSession session, RuntimeException failure) {
        Session current = peek(session.getId()).map(EncryptedSession::stored).orElse(null);
        if (current == null) {
            return;
        }
        session.changedAttributes()
                .forEach(name -> current.setAttribute(name, session.stored().getAttribute(name)));
        current.setLastAccessedTime(session.getLastAccessedTime());
        current.setMaxInactiveInterval(settings.idle());
        try {
            store.save(current);
        } catch (DataAccessException again) {
            failure.addSuppressed(again);
            throw failure;
        }
    }

    @Override
    public void deleteById(String id) {
        store.deleteById(id);
    }

    /** Ids of a person's sessions, by the provider's id of the person. */
    List<String> ofSubject(String subject) {
        return jdbc.sql("select session_id from spring_session where principal_name = :subject")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    /** Ids of all sessions with a login. */
    List<String> ofEverybody() {
        return jdbc.sql("select session_id from spring_session where principal_name is not null")
                .query(String.class)
                .list();
    }
}
