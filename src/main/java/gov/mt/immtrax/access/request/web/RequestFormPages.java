package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import gov.mt.immtrax.access.request.submission.Reactivations;
import gov.mt.immtrax.access.request.submission.RequestQuestions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of a request, for a new request or for the correction of a returned one. */
@Controller
@RequestMapping("/requests")
class RequestFormPages {

    /** Parameters of the pages that are no fields of the form. */
    private static final String[] OF_THE_PAGE = {"type", "asked", "confirm", "change"};

    private final RequestService service;
    private final VisibleRequests visible;
    private final PrefilledAnswers answers;
    private final Reactivations reactivations;
    private final RequestHints hints;
    private final RequestQuestions questions;
    private final RequestOverview overview;
    private final CurrentPerson currentPerson;
    private final FormPage formPage;
    private final AuditTrail audit;

    RequestFormPages(
            RequestService service,
            VisibleRequests visible,
            PrefilledAnswers answers,
            Reactivations reactivations,
            RequestHints hints,
            RequestQuestions questions,
            RequestOverview overview,
            CurrentPerson currentPerson,
            FormPage formPage,
            AuditTrail audit) {
        this.service = service;
        this.visible = visible;
        this.answers = answers;
        this.reactivations = reactivations;
        this.hints = hints;
        this.questions = questions;
        this.overview = overview;
        this.currentPerson = currentPerson;
        this.formPage = formPage;
        this.audit = audit;
    }

    /**
     * @param account number of an account that the supervisor is responsible for; known values are not asked for again
     */
    @GetMapping("/new")
    ModelAndView form(
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> account,
            CsrfToken csrf,
            Locale locale) {
        Person person = currentPerson.require();
        Optional<Account> known =
                account.map(number -> answers.own(number, person).orElseThrow(this::turnedAwayFromAccount));
        boolean leaves = type.filter(RequestType.CHANGE_EMPLOYER.name()::equals).isPresent();
        Map<String, Object> values = new LinkedHashMap<>();
        type.filter(RequestFormPages::isType).ifPresent(t -> values.put("requestType", t));
        known.map(it -> leaves ? answers.aboutPersonOf(it, person) : answers.about(it, person))
                .ifPresent(values::putAll);
        if (!person.name().equals(person.address())) {
            values.put("supervisorName", person.name());
        }
        return newPage(values, List.of(), csrf, locale);
    }

    /**
     * Takes the form at once, or after a page that asks about what contradicts it.
     *
     * @param asked the questions of that page
     * @param confirm sent by its button
     * @param change sent by its button that leads back to the form
     */
    @PostMapping("/new")
    ModelAndView submit(
            @RequestParam Optional<String> asked,
            @RequestParam Optional<String> confirm,
            @RequestParam Optional<String> change,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale) {
        Map<String, Object> values = service.newForm().read(http.getParameterMap(), OF_THE_PAGE);
        if (change.isPresent()) {
            return newPage(values, List.of(), csrf, locale);
        }
        try {
            Optional<ModelAndView> check = checkPage("/requests/new", service.newForm(), values, asked, confirm);
            if (check.isPresent()) {
                service.check(values); // what is wrong comes before what is asked
                return check.get();
            }
            return RequestPages.seeOther(service.submit(values));
        } catch (FormRejectedException rejected) {
            return service.madeBefore(values, currentPerson.require())
                    .map(RequestPages::seeOther)
                    .orElseGet(() -> newPage(values, rejected.errors(), csrf, locale));
        }
    }

    @GetMapping("/{number}/correct")
    ModelAndView correction(@PathVariable String number, CsrfToken csrf, Locale locale) {
        AccessRequest request = visible.own(number);
        if (request.status() != RequestStatus.RETURNED) {
            return RequestPages.seeOther(number);
        }
        return correctionPage(request, RequestForm.values(request), List.of(), csrf, locale);
    }

    @PostMapping("/{number}/correct")
    ModelAndView correct(
            @PathVariable String number,
            @RequestParam Optional<String> asked,
            @RequestParam Optional<String> confirm,
            @RequestParam Optional<String> change,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale,
            RedirectAttributes flash) {
        AccessRequest request = visible.own(number);
        FormFile file = service.formOf(number);
        Map<String, Object> values = file.read(http.getParameterMap(), OF_THE_PAGE);
        if (change.isPresent()) {
            return correctionPage(request, values, List.of(), csrf, locale);
        }
        Optional<ModelAndView> check = request.status() == RequestStatus.RETURNED
                ? checkPage("/requests/" + number + "/correct", file, values, asked, confirm)
                : Optional.empty();
        if (check.isPresent()) {
            return check.get();
        }
        try {
            flash.addFlashAttribute("notice", service.correct(number, values) ? "corrected" : "alreadyDone");
            return RequestPages.seeOther(number);
        } catch (FormRejectedException rejected) {
            return correctionPage(request, values, rejected.errors(), csrf, locale);
        }
    }

    /** The page that asks about a valid form; empty if there is nothing to ask, or the supervisor has answered. */
    private Optional<ModelAndView> checkPage(
            String action,
            FormFile file,
            Map<String, Object> values,
            Optional<String> asked,
            Optional<String> confirm) {
        List<RequestQuestions.Question> open = file.valid(values)
                .map(valid -> questions.about(valid, currentPerson.require()))
                .orElseGet(List::of);
        String keys = open.stream().map(RequestQuestions.Question::key).collect(Collectors.joining(" "));
        return open.isEmpty()
                        || confirm.isPresent() && asked.filter(keys::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new ModelAndView("request/check")
                        .addObject("action", action)
                        .addObject("values", file.clean(values))
                        .addObject("questions", open)
                        .addObject("asked", keys));
    }

    private ModelAndView newPage(Map<String, Object> values, List<FormError> errors, CsrfToken csrf, Locale locale) {
        Optional<Account> known = known(values);
        known.ifPresent(account -> {
            RequestType type = PrefilledAnswers.typeFor(account);
            values.put("requestType", type.name());
            values.putAll(PrefilledAnswers.settled(account, type));
        });
        boolean again = known.filter(account -> !account.isActive()).isPresent();
        boolean signed = known.filter(reactivations::agreementCounts).isPresent();
        String type = values.get("requestType") instanceof String asked && isType(asked) ? asked : "ANY";
        ModelAndView page = new ModelAndView("request/new")
                .addObject("kind", again ? "REACTIVATION" : type)
                .addObject("again", again ? (signed ? "signed" : "toSign") : null)
                .addObject(
                        "person",
                        known.map(account -> account.facts().firstName() + " "
                                        + account.facts().lastName())
                                .orElse(null));
        return withForm(
                page,
                service.newForm(),
                "/requests/new",
                "request.new.submit",
                values,
                errors,
                csrf,
                locale,
                known.map(account -> hints.of(account, locale)).orElse(RequestHints.NONE));
    }

    private Optional<Account> known(Map<String, Object> values) {
        return Optional.ofNullable(values.get("account"))
                .flatMap(number -> answers.own(number.toString(), currentPerson.require()));
    }

    private ModelAndView correctionPage(
            AccessRequest request, Map<String, Object> values, List<FormError> errors, CsrfToken csrf, Locale locale) {
        ModelAndView page = new ModelAndView("request/correct")
                .addObject("request", request)
                .addObject("reason", overview.reasonOf(request.number()));
        Map<String, Object> shown = new LinkedHashMap<>(values);
        shown.put("requestType", request.requestType().name());
        Optional<Account> known = known(shown);
        known.ifPresent(account -> shown.putAll(PrefilledAnswers.settled(account, request.requestType())));
        String action = "/requests/" + request.number() + "/correct";
        return withForm(
                page,
                service.formOf(request.number()),
                action,
                "request.correct.submit",
                shown,
                errors,
                csrf,
                locale,
                hints.ofCorrection(request, known, locale));
    }

    private ModelAndView withForm(
            ModelAndView page,
            FormFile file,
            String action,
            String submitKey,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf,
            Locale locale,
            RequestHints.Hints known) {
        var options = new FormPage.Options(
                action,
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, submitKey, "btn-primary")),
                known.settled(),
                known.beside(),
                known.without());
        page.addObject("form", formPage.render(file, values, errors, locale, options));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    private ResponseStatusException turnedAwayFromAccount() {
        audit.recordRefusal(null, "/requests/new");
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static boolean isType(String type) {
        for (RequestType known : RequestType.values()) {
            if (known.name().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
