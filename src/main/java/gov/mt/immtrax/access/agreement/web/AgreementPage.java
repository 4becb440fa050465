package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.Draft;
import gov.mt.immtrax.access.agreement.SignatureService;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestChanges;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The user agreement on our own pages: fill in, save, review, submit. Only a POST changes anything. */
@Controller
@RequestMapping("/agreements/{number}")
class AgreementPage {

    private final AgreementAccess door;
    private final AgreementForm form;
    private final SignatureService service;
    private final SignedAgreementRepository agreements;
    private final RequestChanges changes;
    private final BusinessCalendar calendar;

    AgreementPage(
            AgreementAccess door,
            AgreementForm form,
            SignatureService service,
            SignedAgreementRepository agreements,
            RequestChanges changes,
            BusinessCalendar calendar) {
        this.door = door;
        this.form = form;
        this.service = service;
        this.agreements = agreements;
        this.changes = changes;
        this.calendar = calendar;
    }

    /**
     * Shows the form, or what became of the agreement: the link in the invitation works in every status of the request.
     */
    @GetMapping
    ModelAndView show(
            @PathVariable String number,
            @RequestParam Optional<String> saved,
            @RequestParam Optional<String> check,
            CsrfToken csrf) {
        return showing(number, (request, wording) -> {
            Optional<Draft> draft = form.draft(request);
            Map<String, Object> values =
                    draft.map(it -> form.continued(request, it)).orElseGet(() -> form.begin(request));
            List<FormError> errors = check.isPresent() ? form.errors(wording, request, values) : List.of();
            return formPage(request, wording, values, errors, csrf)
                    .addObject(
                            "savedAt",
                            draft.map(it -> it.savedAt().atZone(calendar.zone()))
                                    .orElse(null))
                    .addObject("justSaved", saved.isPresent());
        });
    }

    /** Saves what was typed, valid or not, to be continued on any device. */
    @PostMapping(params = "action=save")
    ModelAndView save(@PathVariable String number, WebRequest typed) {
        return changing(number, (request, wording) -> {
            form.save(request, form.read(wording, request, typed.getParameterMap()));
            return seeOther(path(request) + "?saved");
        });
    }

    /** Saves what was typed and redirects to the review, or shows the errors. */
    @PostMapping(params = "action=review")
    ModelAndView check(@PathVariable String number, WebRequest typed, CsrfToken csrf) {
        return changing(number, (request, wording) -> {
            Map<String, Object> values = form.read(wording, request, typed.getParameterMap());
            form.save(request, values);
            List<FormError> errors = form.errors(wording, request, values);
            return errors.isEmpty()
                    ? seeOther(path(request) + "/review")
                    : refusedPage(request, wording, values, errors, csrf);
        });
    }

    /** Shows exactly what would be signed. */
    @GetMapping("/review")
    ModelAndView review(@PathVariable String number) {
        return showing(number, (request, wording) -> reviewPage(request, wording, false));
    }

    /**
     * Submits what was reviewed.
     *
     * @param reviewed fingerprint of the draft that the review page showed
     */
    @PostMapping("/review")
    ModelAndView sign(@PathVariable String number, @RequestParam String reviewed, CsrfToken csrf) {
        return changing(
                number,
                (request, wording) -> form.draft(request)
                        .filter(draft -> draft.fingerprint().equals(reviewed))
                        .map(draft -> submit(request, wording, draft.values(), csrf))
                        .orElseGet(() -> reviewPage(request, wording, true)));
    }

    private ModelAndView submit(AccessRequest request, FormFile wording, Map<String, Object> values, CsrfToken csrf) {
        try {
            boolean signed = service.sign(request.number(), wording.clean(values));
            return seeOther(signed ? path(request) : "/requests/" + request.number());
        } catch (FormRejectedException rejected) {
            return refusedPage(request, wording, values, rejected.errors(), csrf);
        }
    }

    private ModelAndView showing(String number, BiFunction<AccessRequest, FormFile, ModelAndView> page) {
        return door.admitUser(number, request -> whileUnsigned(request, page).orElseGet(() -> closedPage(request)));
    }

    private ModelAndView changing(String number, BiFunction<AccessRequest, FormFile, ModelAndView> change) {
        return door.admitUser(
                number, request -> whileUnsigned(request, change).orElseGet(() -> seeOther(path(request))));
    }

    private Optional<ModelAndView> whileUnsigned(
            AccessRequest request, BiFunction<AccessRequest, FormFile, ModelAndView> page) {
        return request.status() == RequestStatus.AWAITING_SIGNATURE
                ? service.wording(request.number()).map(wording -> page.apply(request, wording))
                : Optional.empty();
    }

    /** Says what became of the agreement if the link in the invitation is opened again. */
    private ModelAndView closedPage(AccessRequest request) {
        return agreements
                .find(request.number())
                .map(signed -> signedPage(request, signed.signedAt()))
                .orElseGet(() -> new ModelAndView("agreement/closed"))
                .addObject("request", request);
    }

    /** Credentials and a change come on the start date, or later if the help desk's task is due later. */
    private ModelAndView signedPage(AccessRequest request, Instant signedAt) {
        LocalDate signedOn = calendar.dateOf(signedAt);
        LocalDate start = request.startDate();
        LocalDate due = request.dueAt() == null ? start : calendar.dateOf(request.dueAt());
        return new ModelAndView("agreement/signed")
                .addObject("signedAt", signedAt.atZone(calendar.zone()))
                .addObject("changesLater", request.requestType() != RequestType.NEW_ACCESS && start.isAfter(signedOn))
                .addObject("lateOn", start.isAfter(due) ? start : due);
    }

    private ModelAndView formPage(
            AccessRequest request,
            FormFile wording,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf) {
        return new ModelAndView(
                "agreement/form",
                Map.of(
                        "request",
                        request,
                        "form",
                        form.render(wording, request, values, errors, csrf),
                        "changes",
                        changes.sinceSigned(request.number(), LocaleContextHolder.getLocale())));
    }

    private ModelAndView refusedPage(
            AccessRequest request,
            FormFile wording,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf) {
        ModelAndView page = formPage(request, wording, values, errors, csrf);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private ModelAndView reviewPage(AccessRequest request, FormFile wording, boolean changedMeanwhile) {
        return form.draft(request)
                .filter(draft -> form.errors(wording, request, draft.values()).isEmpty())
                .map(draft -> new ModelAndView(
                        "agreement/review",
                        Map.of(
                                "request",
                                request,
                                "answers",
                                form.renderAnswers(wording, wording.clean(draft.values())),
                                "reviewed",
                                draft.fingerprint(),
                                "changedMeanwhile",
                                changedMeanwhile)))
                .orElseGet(() -> seeOther(path(request) + "?check"));
    }

    private static String path(AccessRequest request) {
        return "/agreements/" + request.number();
    }

    private static ModelAndView seeOther(String path) {
        RedirectView redirect = new RedirectView(path, true, true, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
