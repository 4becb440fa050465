package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Notes in the session what a login brought along, and tells the house when staff come and go. The provider's tokens
 * stay with the request until there is the new session of the login; nobody else asks for them.
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
        LoggedInPerson.of(login)
                .filter(Person::isStaff)
                .ifPresent(person -> events.publishEvent(new StaffLoggedIn(person)));
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
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
            String registration, Authentication login, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication login, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(TOKENS);
    }
}
