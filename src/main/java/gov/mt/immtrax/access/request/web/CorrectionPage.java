package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.process.UserAwareness;
import gov.mt.immtrax.access.request.submission.ClinicAnswers;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form in which the supervisor corrects a request that waits or was returned. */
@Controller
@RequestMapping("/requests")
class CorrectionPage {

    private final RequestService service;
    private final VisibleRequests visible;
    private final RequestHints hints;
    private final RequestOverview overview;
    private final RequestFormView view;
    private final UserAwareness users;
    private final ClinicAnswers clinics;

    CorrectionPage(
            RequestService service,
            VisibleRequests visible,
            RequestHints hints,
            RequestOverview overview,
            RequestFormView view,
            UserAwareness users,
            ClinicAnswers clinics) {
        this.clinics = clinics;
        this.service = service;
        this.visible = visible;
        this.hints = hints;
        this.overview = overview;
        this.view = view;
        this.users = users;
    }

    @GetMapping("/{number}/correct")
    ModelAndView correction(@PathVariable String number, CsrfToken csrf, Locale locale) {
        AccessRequest request = visible.own(number);
        if (!request.status().canBeCorrected()) {
            return RequestPages.seeOther(number);
        }
        return correctionPage(request, RequestForm.values(request), List.of(), csrf, locale);
    }

    @PostMapping("/{number}/correct")
    ModelAndView correct(
            @PathVariable String number,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale,
            RedirectAttributes flash) {
        AccessRequest request = visible.own(number);
        FormFile file = service.formOf(number);
        Map<String, Object> values = file.read(http.getParameterMap(), CheckPage.parametersAnd());
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        fitAccount(values, request);
        RequestFormView.nameOfficial(values, request.supervisorName());
        if (answer.changing()) {
            return correctionPage(request, values, List.of(), csrf, locale);
        }
        clinics.fill(values);
        try {
            boolean corrected = service.correct(number, answer.addTo(file, values));
            flash.addFlashAttribute(
                    "notice", corrected ? noticeOf(request.status(), visible.own(number)) : "alreadyDone");
            return RequestPages.seeOther(number);
        } catch (FormRejectedException rejected) {
            return RequestFormView.checkPage("/requests/" + number + "/correct", values, rejected.errors())
                    .orElseGet(() -> correctionPage(request, values, rejected.errors(), csrf, locale));
        }
    }

    /** The short form for an account is about one type. With another type, the whole form is filled in. */
    private static void fitAccount(Map<String, Object> values, AccessRequest request) {
        if (request.account() != null) {
            if (request.requestType().name().equals(values.get("requestType"))) {
                values.put("account", request.account());
            } else {
                values.remove("account");
            }
        }
    }

    private static String noticeOf(RequestStatus before, AccessRequest now) {
        if (now.status() == RequestStatus.AWAITING_DECISION) {
            return "correctedToDecide";
        }
        if (now.status() != RequestStatus.AWAITING_SIGNATURE) {
            return "corrected";
        }
        return before == RequestStatus.AWAITING_SIGNATURE ? "correctedUnsigned" : "correctedToSign";
    }

    private ModelAndView correctionPage(
            AccessRequest request, Map<String, Object> values, List<FormError> errors, CsrfToken csrf, Locale locale) {
        ModelAndView page = new ModelAndView("request/correct")
                .addObject("request", request)
                .addObject("waits", request.status() != RequestStatus.RETURNED)
                .addObject(
                        "reason",
                        request.status() == RequestStatus.RETURNED ? overview.reasonOf(request.number()) : null);
        page.addObject("signed", users.holdsAgreement(request.number()));
        Map<String, Object> shown = new LinkedHashMap<>(values);
        Optional<Account> known = view.known(shown);
        known.ifPresent(account -> shown.putAll(PrefilledAnswers.settled(account, request.requestType())));
        String action = "/requests/" + request.number() + "/correct";
        return view.show(
                page,
                service.formOf(request.number()),
                action,
                request.status() == RequestStatus.RETURNED
                        ? "request.correct.submit"
                        : "request.correct.submit.waiting",
                shown,
                errors,
                csrf,
                locale,
                hints.ofCorrection(request, known, locale));
    }
}
