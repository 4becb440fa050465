package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.SignatureService;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows the signer and staff what was signed and how we know who signed it, to read and print. */
@Controller
class AgreementRecordPage {

    private final AgreementAccess door;
    private final AgreementForm form;
    private final SignatureService service;
    private final SignedAgreementRepository agreements;
    private final BusinessCalendar calendar;
    private final AgreementPdf pdf;

    AgreementRecordPage(
            AgreementAccess door,
            AgreementForm form,
            SignatureService service,
            SignedAgreementRepository agreements,
            BusinessCalendar calendar,
            AgreementPdf pdf) {
        this.door = door;
        this.form = form;
        this.service = service;
        this.agreements = agreements;
        this.calendar = calendar;
        this.pdf = pdf;
    }

    @GetMapping("/agreements/{number}/record")
    ModelAndView show(@PathVariable String number) {
        return admit(number, AuditAction.AGREEMENT_VIEWED, null, new ModelAndView("agreement/record"));
    }

    /** The same record as a PDF. */
    @GetMapping("/agreements/{number}/record.pdf")
    ModelAndView document(@PathVariable String number) {
        return admit(number, AuditAction.EXPORTED, "user agreement as PDF", new ModelAndView(pdf));
    }

    private ModelAndView admit(String number, AuditAction action, @Nullable String detail, ModelAndView record) {
        return door.admitReader(
                number,
                request -> agreements
                        .find(request.number())
                        .map(signed -> {
                            door.record(action, request, detail);
                            return filled(record, signed);
                        })
                        .orElseGet(() -> new ModelAndView("redirect:/requests/" + request.number())));
    }

    private ModelAndView filled(ModelAndView record, SignedAgreement signed) {
        record.addObject("signed", signed)
                .addObject("signedAt", signed.signedAt().atZone(calendar.zone()));
        service.wordingOf(signed)
                .ifPresent(wording -> record.addObject("answers", form.renderAnswers(wording, signed.answers())));
        return record;
    }
}
