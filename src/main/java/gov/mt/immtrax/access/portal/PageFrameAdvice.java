package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows: who is logged in, and which page this is. */
@ControllerAdvice
class PageFrameAdvice {

    private final ObjectProvider<CurrentPerson> currentPerson;

    PageFrameAdvice(ObjectProvider<CurrentPerson> currentPerson) {
        this.currentPerson = currentPerson;
    }

    /** Name of the person as the identity provider gives it, or null when nobody is logged in. */
    @ModelAttribute("visitor")
    String visitor() {
        CurrentPerson current = currentPerson.getIfAvailable();
        return current == null ? null : current.find().map(Person::name).orElse(null);
    }

    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** The page as it can be opened again: after a form was sent, the form. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        String query = "GET".equals(request.getMethod()) ? request.getQueryString() : null;
        return path(request) + (query == null ? "" : "?" + query);
    }
}
