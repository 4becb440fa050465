package gov.mt.immtrax.access.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Passes the content of the refused form to the page about too many submissions. */
@ControllerAdvice
class ResubmittedFormAdvice {

    @ModelAttribute("sendAgain")
    ResubmittedForm sendAgain(HttpServletRequest request) {
        return ResubmittedForm.of(request);
    }
}
