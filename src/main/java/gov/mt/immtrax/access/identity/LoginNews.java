package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Says in this service's words what happened at the login and at the doors. Who is not logged in makes no news. */
@Component
class LoginNews {

    private final ApplicationEventPublisher events;

    LoginNews(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent login) {
        staff(login.getAuthentication()).ifPresent(person -> events.publishEvent(new StaffLoggedIn(person)));
    }

    @EventListener
    void on(LogoutSuccessEvent logout) {
        staff(logout.getAuthentication()).ifPresent(person -> events.publishEvent(new StaffLoggedOut(person)));
    }

    @EventListener
    void on(AuthorizationDeniedEvent<?> refusal) {
        if (refusal.getObject() instanceof HttpServletRequest request) {
            LoggedInPerson.of(refusal.getAuthentication().get()).ifPresent(person ->
                    events.publishEvent(new DoorRefused(person, request.getMethod() + " " + request.getRequestURI())));
        }
    }

    private static Optional<Person> staff(Authentication login) {
        return LoggedInPerson.of(login).filter(Person::isStaff);
    }
}
