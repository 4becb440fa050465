package gov.mt.immtrax.access.credential.web;

import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The help desk's button for a user on the phone whose temporary password was lost or viewed by someone else. */
@Controller
class RenewalPage {

    private final AccessRequestRepository requests;
    private final CredentialHandover handover;

    RenewalPage(AccessRequestRepository requests, CredentialHandover handover) {
        this.requests = requests;
        this.handover = handover;
    }

    @PostMapping("/staff/requests/{number}/renewal")
    RedirectView ask(@PathVariable String number, RedirectAttributes flash) {
        String known = requests.find(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .number();
        flash.addFlashAttribute("notice", notice(known));
        RedirectView view = new RedirectView("/requests/" + known, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    private String notice(String number) {
        if (handover.requestNewPassword(number)) {
            return "renewalRequested";
        }
        return handover.hasEndedAccount(number) ? "renewalOfEndedAccount" : "renewalNotNeeded";
    }
}
