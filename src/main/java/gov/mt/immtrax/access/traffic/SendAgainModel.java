package gov.mt.immtrax.access.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the page about too many submissions what was typed. */
@ControllerAdvice
class SendAgainModel {

    @ModelAttribute("sendAgain")
    SendAgain sendAgain(HttpServletRequest request) {
        return SendAgain.of(request);
    }
}
