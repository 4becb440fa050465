package gov.mt.immtrax.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Checks a session's person with the identity provider again, once for all concurrent requests on all nodes, because a
 * refresh token may work only once. A request that waits for another one uses its result.
 */
@Component
class LoginRefresh {

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    /** Pause between attempts while the provider does not answer. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final EncryptedSessionRepository sessions;
    private final UserInfoClient provider;
    private final VerifiedEmailUserService people;
    private final StaffDirectory staff;
    private final SessionSettings settings;
    private final SessionTurns turns;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LoginRefresh(
            EncryptedSessionRepository sessions,
            UserInfoClient provider,
            VerifiedEmailUserService people,
            StaffDirectory staff,
            SessionSettings settings,
            SessionTurns turns,
            Clock clock,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.provider = provider;
        this.people = people;
        this.staff = staff;
        this.settings = settings;
        this.turns = turns;
        this.clock = clock;
        this.events = events;
    }

    /** The result of a re-check. */
    sealed interface Answer {

        record Known(SecurityContext context) implements Answer {

            @Override
            public String toString() {
                return "Known";
            }
        }

        record Ended() implements Answer {}

        /** No result: other requests took too long, or the node is stopping. */
        record NotAsked() implements Answer {}
    }

    /** May take as long as the provider, and as another node that is checking the same session. */
    Answer recheck(String sessionId) {
        return turns.take(sessionId, () -> answerUnlessDue(sessionId), () -> askUnlessAnswered(sessionId))
                .orElseGet(Answer.NotAsked::new);
    }

    private Optional<Answer> answerUnlessDue(String sessionId) {
        EncryptedSession session = sessions.findById(sessionId);
        return session != null && isDue(session) ? Optional.empty() : Optional.of(answer(session));
    }

    /** Reads the session again: another node may have checked it meanwhile and used up the refresh token. */
    private Answer askUnlessAnswered(String sessionId) {
        EncryptedSession now = sessions.findById(sessionId);
        return now != null && isDue(now) ? ask(now) : answer(now);
    }

    private boolean isDue(EncryptedSession session) {
        return context(session)
                .flatMap(context -> ProviderLogin.of(session))
                .filter(login -> !clock.instant().isBefore(login.askAgainAt()))
                .isPresent();
    }

    /** Empty if the session has ended or contains no login. */
    private static Optional<SecurityContext> context(@Nullable EncryptedSession session) {
        return session == null || ProviderLogin.of(session).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(CONTEXT));
    }

    private static Answer answer(@Nullable EncryptedSession session) {
        return context(session).<Answer>map(Answer.Known::new).orElseGet(Answer.Ended::new);
    }

    private Answer ask(EncryptedSession session) {
        SecurityContext context = session.getRequiredAttribute(CONTEXT);
        ProviderLogin login = ProviderLogin.of(session).orElseThrow();
        if (!(context.getAuthentication() instanceof OAuth2AuthenticationToken before)
                || !(before.getPrincipal() instanceof OidcUser known)) {
            return end(session);
        }
        UserInfoAnswer answer = provider.ask(known, login);
        if (answer instanceof UserInfoAnswer.Known now) {
            try {
                return renew(session, before, login, now);
            } catch (OAuth2AuthenticationException addressNotVerifiedAnyMore) {
                LoggedInPerson.of(before).ifPresent(person -> staff.forget(person.address()));
                LoggedInPerson.of(before).ifPresent(person -> tellLost(person, person.roles()));
                return end(session);
            }
        }
        Instant grace = login.believedUntil(settings.recheckAfter());
        Instant now = clock.instant();
        if (answer instanceof UserInfoAnswer.Refused || !now.isBefore(grace)) {
            return end(session);
        }
        Instant retry = now.plus(RETRY);
        ProviderLogin kept = answer instanceof UserInfoAnswer.TokensOnly given
                ? login.with(given.accessToken(), given.refreshToken())
                : login;
        kept.unanswered(retry.isBefore(grace) ? retry : grace).keepIn(session);
        sessions.save(session);
        return new Answer.Known(context);
    }

    private Answer renew(
            EncryptedSession session, OAuth2AuthenticationToken before, ProviderLogin login, UserInfoAnswer.Known now) {
        OidcUser user = people.admitted(now.user());
        OAuth2AuthenticationToken renewed =
                new OAuth2AuthenticationToken(user, user.getAuthorities(), before.getAuthorizedClientRegistrationId());
        renewed.setDetails(before.getDetails());
        SecurityContext context = new SecurityContextImpl(renewed);
        session.setAttribute(CONTEXT, context);
        login.confirmed(now.accessToken(), now.refreshToken(), clock.instant(), settings.recheckAfter())
                .keepIn(session);
        sessions.save(session);
        LoggedInPerson.of(before)
                .ifPresent(old -> LoggedInPerson.of(renewed).ifPresent(person -> compare(old, person)));
        return new Answer.Known(context);
    }

    private void compare(Person old, Person person) {
        if (!old.address().equals(person.address())) {
            staff.forget(old.address());
        }
        Set<Role> lost = EnumSet.copyOf(old.roles());
        lost.removeAll(person.roles());
        tellLost(old, lost);
    }

    private void tellLost(Person old, Set<Role> roles) {
        Set<Role> lost = roles.stream().filter(Role::isStaff).collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            events.publishEvent(new RolesRevoked(old, lost));
        }
    }

    private Answer end(EncryptedSession session) {
        sessions.deleteById(session.getId());
        context(session)
                .map(SecurityContext::getAuthentication)
                .flatMap(LoggedInPerson::of)
                .filter(Person::isStaff)
                .ifPresent(person -> events.publishEvent(new StaffLoggedOut(person, true)));
        return new Answer.Ended();
    }
}
