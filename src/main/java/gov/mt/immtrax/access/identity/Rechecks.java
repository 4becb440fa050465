package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Renews what a session knows of its person, once however many requests of it arrive on however many nodes: a refresh token
 * may work only once. Who waits for another's question takes over its answer.
 */
@Component
class Rechecks {

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    /** Longer than the provider may take to answer. */
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PAUSES = 200;
    /** While the provider does not answer, it is not asked with each request. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final SealedSessions sessions;
    private final ProviderQuestions provider;
    private final LoginByVerifiedAddress people;
    private final StaffDirectory staff;
    private final SessionSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    Rechecks(
            SealedSessions sessions,
            ProviderQuestions provider,
            LoginByVerifiedAddress people,
            StaffDirectory staff,
            SessionSettings settings,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.provider = provider;
        this.people = people;
        this.staff = staff;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Who the person of a session is by now; empty if the session has ended. May take as long as the provider does. */
    Optional<SecurityContext> recheck(String sessionId) {
        Lock lock = locks[Math.floorMod(sessionId.hashCode(), locks.length)];
        try {
            if (!lock.tryLock(CLAIM.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return recheckAlone(sessionId);
        } finally {
            lock.unlock();
        }
    }

    private Optional<SecurityContext> recheckAlone(String sessionId) {
        for (int i = 0; i < PAUSES; i++) {
            SealedSession session = sessions.findById(sessionId);
            if (!isDue(session)) {
                return context(session);
            }
            if (claim(sessionId)) {
                try {
                    // another node may have asked since, and the refresh token that was read before is used up
                    SealedSession now = sessions.findById(sessionId);
                    return isDue(now) ? ask(now) : context(now);
                } finally {
                    release(sessionId);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.empty();
    }

    private boolean isDue(SealedSession session) {
        return context(session).flatMap(context -> ProviderLogin.of(session))
                .filter(login -> !clock.instant().isBefore(login.askAgainAt())).isPresent();
    }

    /** Empty if the session is over, or lacks what a login leaves in it. */
    private static Optional<SecurityContext> context(SealedSession session) {
        return session == null || ProviderLogin.of(session).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(CONTEXT));
    }

    private Optional<SecurityContext> ask(SealedSession session) {
        SecurityContext context = session.getRequiredAttribute(CONTEXT);
        ProviderLogin login = ProviderLogin.of(session).orElseThrow();
        if (!(context.getAuthentication() instanceof OAuth2AuthenticationToken before)
                || !(before.getPrincipal() instanceof OidcUser known)) {
            return end(session);
        }
        ProviderAnswer answer = provider.ask(known, login);
        if (answer instanceof ProviderAnswer.Known now) {
            try {
                return renew(session, before, login, now);
            } catch (OAuth2AuthenticationException addressNotVerifiedAnyMore) {
                LoggedInPerson.of(before).ifPresent(person -> staff.forget(person.address()));
                return end(session);
            }
        }
        Instant grace = login.confirmedAt().plus(settings.recheckAfter().multipliedBy(2));
        Instant now = clock.instant();
        if (answer instanceof ProviderAnswer.Refused || !now.isBefore(grace)) {
            return end(session);
        }
        Instant retry = now.plus(RETRY);
        login.unanswered(retry.isBefore(grace) ? retry : grace).keepIn(session);
        sessions.save(session);
        return Optional.of(context);
    }

    private Optional<SecurityContext> renew(
            SealedSession session, OAuth2AuthenticationToken before, ProviderLogin login, ProviderAnswer.Known now) {
        OidcUser user = people.admitted(now.user());
        OAuth2AuthenticationToken renewed =
                new OAuth2AuthenticationToken(user, user.getAuthorities(), before.getAuthorizedClientRegistrationId());
        renewed.setDetails(before.getDetails());
        SecurityContext context = new SecurityContextImpl(renewed);
        session.setAttribute(CONTEXT, context);
        login.confirmed(now.accessToken(), now.refreshToken(), clock.instant(), settings.recheckAfter()).keepIn(session);
        sessions.save(session);
        LoggedInPerson.of(before).ifPresent(old -> LoggedInPerson.of(renewed).ifPresent(person -> compare(old, person)));
        return Optional.of(context);
    }

    private void compare(Person old, Person person) {
        if (!old.address().equals(person.address())) {
            staff.forget(old.address());
        }
        Set<Role> lost = EnumSet.copyOf(old.roles());
        lost.removeAll(person.roles());
        if (!lost.isEmpty()) {
            events.publishEvent(new RolesLost(old, lost));
        }
    }

    private Optional<SecurityContext> end(SealedSession session) {
        sessions.deleteById(session.getId());
        return Optional.empty();
    }

    private boolean claim(String sessionId) {
        Instant now = clock.instant();
        return jdbc.sql("""
                update spring_session set recheck_claimed_at = :now
                 where session_id = :id and (recheck_claimed_at is null or recheck_claimed_at <= :lapsed)""")
                .param("id", sessionId)
                .param("now", UtcColumn.of(now))
                .param("lapsed", UtcColumn.of(now.minus(CLAIM)))
                .update() == 1;
    }

    private void release(String sessionId) {
        jdbc.sql("update spring_session set recheck_claimed_at = null where session_id = :id").param("id", sessionId).update();
    }
}
