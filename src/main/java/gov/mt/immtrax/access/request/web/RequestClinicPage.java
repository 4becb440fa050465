package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.ClinicsOfRequests;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where staff say which clinic a request names that the directory does not know: a new one, or one of it. */
@Controller
class RequestClinicPage {

    private final AccessRequestRepository requests;
    private final ClinicsOfRequests clinics;

    RequestClinicPage(AccessRequestRepository requests, ClinicsOfRequests clinics) {
        this.requests = requests;
        this.clinics = clinics;
    }

    /** @param facility number of the clinic that it is; if it is left out, the clinic is new */
    @PostMapping("/staff/requests/{number}/facility")
    ModelAndView say(@PathVariable String number, @RequestParam Optional<String> facility, RedirectAttributes flash) {
        AccessRequest request =
                requests.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        flash.addFlashAttribute("notice", notice(request, facility));
        return RequestPages.seeOther(number);
    }

    private String notice(AccessRequest request, Optional<String> facility) {
        try {
            if (facility.isEmpty()) {
                clinics.add(request);
                return "clinicAdded";
            }
            return clinics.isAnotherNameOf(request, facility.get()) ? "clinicNamed" : "clinicGone";
        } catch (DuplicateKeyException saidMeanwhile) {
            return "clinicListed";
        }
    }
}
