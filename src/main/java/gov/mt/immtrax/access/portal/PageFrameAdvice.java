package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows: who is logged in, and which page this is. */
@ControllerAdvice
class PageFrameAdvice {

    private final ObjectProvider<CurrentPerson> currentPerson;

    PageFrameAdvice(ObjectProvider<CurrentPerson> currentPerson) {
        this.currentPerson = currentPerson;
    }

    /** The person's name from the identity provider, or null if no one is logged in. */
    @ModelAttribute("visitor")
    @Nullable
    String visitor() {
        CurrentPerson current = currentPerson.getIfAvailable();
        return current == null ? null : current.find().map(Person::name).orElse(null);
    }

    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** The URL to open this page again. After a form was submitted, it is the URL of the form. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        String query = "GET".equals(request.getMethod()) ? request.getQueryString() : null;
        return path(request) + (query == null ? "" : "?" + query);
    }
}
