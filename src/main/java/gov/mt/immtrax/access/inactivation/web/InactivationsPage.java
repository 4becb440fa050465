package gov.mt.immtrax.access.inactivation.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.inactivation.process.MassInactivationProcess;
import gov.mt.immtrax.access.inactivation.stop.InactivationStop;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Lists the accounts that are due for inactivity today, and takes the decision of registry staff when there are too
 * many.
 */
@Controller
class InactivationsPage {

    private static final String PATH = "/staff/inactivations";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT);
    private static final int PAGE_SIZE = 50;
    private static final int SHOWN_STOPS = 10;
    private static final String FORM = "review-mass-inactivation";

    private final MassInactivation massInactivation;
    private final ClinicNames clinics;
    private final BusinessCalendar calendar;
    private final FormSubmissionService service;
    private final FormPage formPage;
    private final AuditTrail audit;

    InactivationsPage(
            MassInactivation massInactivation,
            ClinicNames clinics,
            BusinessCalendar calendar,
            FormSubmissionService service,
            FormPage formPage,
            AuditTrail audit) {
        this.massInactivation = massInactivation;
        this.clinics = clinics;
        this.calendar = calendar;
        this.service = service;
        this.formPage = formPage;
        this.audit = audit;
    }

    @GetMapping(PATH)
    ModelAndView show(@RequestParam(defaultValue = "1") int page, CsrfToken csrf, Locale locale) {
        audit.record(AuditAction.DUE_ACCOUNTS_VIEWED, openStop().orElse(null));
        return page(Math.max(1, page), Map.of(), List.of(), csrf, locale);
    }

    /**
     * The values that Tasklist shows beside the form "Review mass inactivation": only numbers, and null if no decision
     * is needed.
     */
    @GetMapping(path = PATH + "/summary.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Summary> summary() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(massInactivation
                        .open()
                        .map(stop -> new Summary(
                                stop.number(),
                                DAY.format(stop.stoppedOn()),
                                "%,d".formatted(stop.dueAccounts()),
                                "%,d".formatted(stop.activeAccounts())))
                        .orElse(new Summary(null, null, null, null)));
    }

    record Summary(
            @Nullable String number,
            @Nullable String stoppedOn,
            @Nullable String due,
            @Nullable String active) {}

    @PostMapping(PATH)
    ModelAndView decide(HttpServletRequest http, CsrfToken csrf, Locale locale, RedirectAttributes flash) {
        Optional<String> stop = openStop();
        Optional<FormFile> form = stop.flatMap(this::form);
        if (form.isEmpty()) {
            return seeOther("alreadyDecided", flash);
        }
        Map<String, Object> values = form.get().read(http.getParameterMap());
        try {
            boolean decided = service.complete(
                    MassInactivationProcess.KEY,
                    stop.orElseThrow(),
                    MassInactivationProcess.REVIEW_MASS_INACTIVATION,
                    values);
            return seeOther(decided ? "decided" : "alreadyDecided", flash);
        } catch (FormRejectedException rejected) {
            return page(1, values, rejected.errors(), csrf, locale);
        }
    }

    private ModelAndView page(
            int number, Map<String, Object> values, List<FormError> errors, CsrfToken csrf, Locale locale) {
        String code = massInactivation.listCode();
        Map<String, Object> given = new HashMap<>(values);
        given.put("listCode", code);
        long due = massInactivation.countDue();
        int pages = (int) Math.max(1, (due + PAGE_SIZE - 1) / PAGE_SIZE);
        int shown = Math.min(number, pages);
        List<Account> accounts = massInactivation.due(PAGE_SIZE, (shown - 1L) * PAGE_SIZE);
        ModelAndView page = new ModelAndView("inactivation/inactivations")
                .addObject("accounts", accounts)
                .addObject(
                        "clinics",
                        clinics.of(
                                accounts,
                                it -> it.facts().employer(),
                                it -> it.facts().locationName()))
                .addObject("code", code)
                .addObject("due", due)
                .addObject("active", massInactivation.countActive())
                .addObject("page", shown)
                .addObject("pages", pages)
                .addObject("size", PAGE_SIZE)
                .addObject("stop", massInactivation.open().orElse(null))
                .addObject(
                        "stops",
                        massInactivation.history(SHOWN_STOPS).stream()
                                .filter(stop -> stop.decision() != null)
                                .toList())
                .addObject("zone", calendar.zone());
        var options = new FormPage.Options(
                PATH,
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, "inactivation.due.decide", "btn-primary")));
        openStop()
                .flatMap(this::form)
                .ifPresent(form -> page.addObject("form", formPage.render(form, given, errors, locale, options)));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    private Optional<String> openStop() {
        return massInactivation.open().map(InactivationStop::number);
    }

    private Optional<FormFile> form(String stop) {
        return service.taskForm(MassInactivationProcess.KEY, stop, FORM);
    }

    private static ModelAndView seeOther(String notice, RedirectAttributes flash) {
        flash.addFlashAttribute("notice", notice);
        RedirectView view = new RedirectView(PATH, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
