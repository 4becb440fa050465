package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Stores the provider's login data in the session, and publishes when people log in and staff log out. The tokens stay
 * in the request until the login has created its new session. Nothing else uses them.
 */
@Component
class ProviderLoginRepository implements OAuth2AuthorizedClientRepository, LogoutHandler {

    private static final String TOKENS = ProviderLoginRepository.class.getName() + ".TOKENS";

    private final SessionSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ProviderLoginRepository(SessionSettings settings, Clock clock, ApplicationEventPublisher events) {
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    void loggedIn(HttpServletRequest request, Authentication login) {
        OAuth2AuthorizedClient client = (OAuth2AuthorizedClient) request.getAttribute(TOKENS);
        ProviderLogin.begun(client, clock.instant(), settings.recheckAfter()).keepIn(request.getSession());
        LoggedInPerson.of(login).ifPresent(person -> events.publishEvent(new PersonLoggedIn(person)));
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, Authentication login) {
        LoggedInPerson.of(login)
                .filter(Person::isStaff)
                .ifPresent(person -> events.publishEvent(new StaffLoggedOut(person, false)));
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication login,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.setAttribute(TOKENS, client);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring has it
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, Authentication login, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication login, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(TOKENS);
    }
}
