package gov.mt.immtrax.access.credential.web;

import gov.mt.immtrax.access.account.RegistrySettings;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.Pickup;
import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The page behind the link in the email: shows the user the temporary password, once and after a click. Everyone else,
 * including staff, gets the same refusal page, whether the request exists or not. The password is only in this one
 * response, so there is no redirect after the POST.
 */
@Controller
@RequestMapping("/credentials/{number}")
class CredentialPage {

    /** Keeps the password out of error messages of templates and logs of the model. */
    record Shown(String temporaryPassword) {

        @Override
        public String toString() {
            return "Shown[***]";
        }
    }

    private final AccessRequestRepository requests;
    private final PasswordLinkService links;
    private final CredentialHandover handover;
    private final CurrentPerson currentPerson;
    private final RegistrySettings registry;
    private final BusinessCalendar calendar;
    private final AuditTrail audit;

    CredentialPage(
            AccessRequestRepository requests,
            PasswordLinkService links,
            CredentialHandover handover,
            CurrentPerson currentPerson,
            RegistrySettings registry,
            BusinessCalendar calendar,
            AuditTrail audit) {
        this.requests = requests;
        this.links = links;
        this.handover = handover;
        this.currentPerson = currentPerson;
        this.registry = registry;
        this.calendar = calendar;
        this.audit = audit;
    }

    @ModelAttribute
    void keepNowhere(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    }

    /** Changes nothing, so that opening the link does not use up the password. */
    @GetMapping
    ModelAndView about(@PathVariable String number) {
        return admitUser(number, this::aboutPage);
    }

    @PostMapping
    ModelAndView showPassword(@PathVariable String number) {
        return admitUser(
                number,
                request -> handover.showPassword(request.number())
                        .map(password -> aboutPage(request).addObject("shown", new Shown(password)))
                        .orElseGet(() -> aboutPage(request)));
    }

    /** Only if the password has expired: if it was viewed, the user has to call the help desk. */
    @PostMapping("/renewal")
    ModelAndView requestNewPassword(@PathVariable String number) {
        return admitUser(number, request -> {
            if (links.find(request.number())
                    .filter(pickup -> pickup.seenAt() == null)
                    .isPresent()) {
                handover.requestNewPassword(request.number());
            }
            RedirectView view = new RedirectView("/credentials/" + request.number(), true);
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        });
    }

    private ModelAndView aboutPage(AccessRequest request) {
        ModelAndView page = new ModelAndView("credential/credentials", "request", request);
        page.addObject("registryUrl", registry.loginUrl().toString());
        Optional<Pickup> pickup = links.find(request.number());
        pickup.ifPresent(it -> page.addObject("pickup", it)
                .addObject("until", local(it.expiresAt()))
                .addObject("seenAt", local(it.seenAt()))
                .addObject("requestedAt", local(it.renewalRequestedAt())));
        return page;
    }

    private ModelAndView admitUser(String number, Function<AccessRequest, ModelAndView> page) {
        Person person = currentPerson.require();
        return requests.find(number)
                .filter(request -> person.hasAddress(request.emailAddress()))
                .map(page)
                .orElseGet(() -> turnAway(number, person));
    }

    /** Records the refusal, whether the request exists or not. */
    private ModelAndView turnAway(String number, Person person) {
        audit.recordRefusal(number, "/credentials/" + number);
        return new ModelAndView(
                "credential/credentials-refused", Map.of("address", person.address()), HttpStatus.FORBIDDEN);
    }

    private @Nullable ZonedDateTime local(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(calendar.zone());
    }
}
