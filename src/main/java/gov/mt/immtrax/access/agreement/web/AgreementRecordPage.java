package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.SignatureDesk;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreements;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What was signed and how we know who signed it, to read and to print, for the signer and for staff. */
@Controller
class AgreementRecordPage {

    private final AgreementDoor door;
    private final AgreementForm form;
    private final SignatureDesk desk;
    private final SignedAgreements agreements;
    private final BusinessCalendar calendar;

    AgreementRecordPage(
            AgreementDoor door,
            AgreementForm form,
            SignatureDesk desk,
            SignedAgreements agreements,
            BusinessCalendar calendar) {
        this.door = door;
        this.form = form;
        this.desk = desk;
        this.agreements = agreements;
        this.calendar = calendar;
    }

    @GetMapping("/agreements/{number}/record")
    ModelAndView show(@PathVariable String number) {
        return door.admitReader(number, request -> agreements
                .find(request.number())
                .map(this::recordPage)
                .orElseGet(() -> new ModelAndView("redirect:/requests/" + request.number())));
    }

    private ModelAndView recordPage(SignedAgreement signed) {
        ModelAndView page = new ModelAndView("agreement/record")
                .addObject("signed", signed)
                .addObject("signedAt", signed.signedAt().atZone(calendar.zone()));
        desk.wordingOf(signed)
                .ifPresent(wording -> page.addObject("answers", form.renderAnswers(wording, signed.answers())));
        return page;
    }
}
