package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;

/**
 * Publishes {@link AccessRefused} when a person who is logged in is denied access. Refusals without a login are not
 * published.
 */
@Component
class AccessDeniedListener {

    private final ApplicationEventPublisher events;

    AccessDeniedListener(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void on(AuthorizationDeniedEvent<?> refusal) {
        if (refusal.getObject() instanceof HttpServletRequest request) {
            LoggedInPerson.of(refusal.getAuthentication().get())
                    .ifPresent(person -> events.publishEvent(
                            new AccessRefused(person, request.getMethod() + " " + request.getRequestURI())));
        }
    }
}
