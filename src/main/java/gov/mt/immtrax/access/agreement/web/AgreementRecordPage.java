package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.SignatureService;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestToday;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows the signer and staff what was signed and how we know who signed it, to read and print. */
@Controller
class AgreementRecordPage {

    /** A signature that no longer counts, beside the one that is shown. */
    record Earlier(SignedAgreement signed, ZonedDateTime at) {}

    private final AgreementAccess door;
    private final AgreementForm form;
    private final RequestToday today;
    private final SignatureService service;
    private final SignedAgreementRepository agreements;
    private final BusinessCalendar calendar;
    private final AgreementPdf pdf;

    AgreementRecordPage(
            AgreementAccess door,
            AgreementForm form,
            RequestToday today,
            SignatureService service,
            SignedAgreementRepository agreements,
            BusinessCalendar calendar,
            AgreementPdf pdf) {
        this.door = door;
        this.form = form;
        this.today = today;
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
        return door.admitReader(number, request -> {
            Optional<SignedAgreement> counts = agreements.find(request.number());
            List<SignedAgreement> all =
                    Stream.concat(counts.stream(), voidOnes(request).stream()).toList();
            if (all.isEmpty()) {
                return new ModelAndView("redirect:/requests/" + request.number());
            }
            door.record(action, request, detail);
            record.addObject("isVoid", counts.isEmpty())
                    .addObject("today", today.of(request, door.reader()))
                    .addObject(
                            "earlier",
                            all.stream()
                                    .skip(1)
                                    .map(signed -> new Earlier(
                                            signed, signed.signedAt().atZone(calendar.zone())))
                                    .toList());
            return filled(record, all.get(0));
        });
    }

    /** For staff all; for the user their own, because an earlier address may be another person's. */
    private List<SignedAgreement> voidOnes(AccessRequest request) {
        return agreements.voidOnes(request.number()).stream()
                .filter(signed -> door.isStaff() || signed.signerAddress().equals(request.emailAddress()))
                .toList();
    }

    private ModelAndView filled(ModelAndView record, SignedAgreement signed) {
        record.addObject("signed", signed)
                .addObject("signedAt", signed.signedAt().atZone(calendar.zone()));
        service.wordingOf(signed)
                .ifPresent(wording -> record.addObject("answers", form.renderAnswers(wording, signed.answers())));
        return record;
    }
}
