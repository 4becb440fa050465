package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.Reactivations;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.submission.ClinicAnswers;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The form of a new request, empty or with what is known about an account of the supervisor. */
@Controller
@RequestMapping("/requests")
class NewRequestPage {

    /** Parameter of the page's address: only what the account says is to be corrected. */
    private static final String DETAILS = "details";

    /** Parameter of the page's address: number of the deputyship in which a deputy acts. */
    private static final String FOR = "for";

    private final RequestService service;
    private final PrefilledAnswers answers;
    private final Reactivations reactivations;
    private final ClinicAnswers clinics;
    private final RequestHints hints;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final RequestFormView view;
    private final AuditTrail audit;

    NewRequestPage(
            RequestService service,
            PrefilledAnswers answers,
            Reactivations reactivations,
            ClinicAnswers clinics,
            RequestHints hints,
            ActsFor actsFor,
            CurrentPerson currentPerson,
            RequestFormView view,
            AuditTrail audit) {
        this.service = service;
        this.answers = answers;
        this.reactivations = reactivations;
        this.clinics = clinics;
        this.hints = hints;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.view = view;
        this.audit = audit;
    }

    /**
     * @param account number of an account that the supervisor is responsible for; known values are not asked for again
     * @param facility number of a clinic that the supervisor chose, which fills in employer to zip
     * @param deputyship number of the deputyship, for a request that names no account
     * @param details if given, the access stays and only what the account says is corrected
     */
    @GetMapping("/new")
    ModelAndView form(
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> account,
            @RequestParam Optional<String> facility,
            @RequestParam Optional<String> details,
            @RequestParam("for") Optional<String> deputyship,
            CsrfToken csrf,
            Locale locale) {
        takeUp(deputyship);
        Optional<Account> known = account.map(number -> answers.own(number).orElseThrow(this::turnedAwayFromAccount));
        Person person = currentPerson.official();
        boolean leaves = type.filter(RequestType.CHANGE_EMPLOYER.name()::equals).isPresent();
        Map<String, Object> values = new LinkedHashMap<>();
        type.filter(NewRequestPage::isType).ifPresent(t -> values.put("requestType", t));
        known.map(it -> values(it, leaves, details.isPresent(), person)).ifPresent(values::putAll);
        if (known.isEmpty()) {
            values.putAll(clinics.of(facility));
        }
        if (!person.name().equals(person.address())) {
            values.put("supervisorName", person.name());
        }
        // this form does not name the account, which otherwise says for whom the deputy acts
        Optional<String> acts = leaves ? deputyship.or(actsFor::deputyship) : deputyship;
        return newPage(values, List.of(), details.isPresent(), acts, csrf, locale);
    }

    private Map<String, Object> values(Account account, boolean leaves, boolean details, Person person) {
        if (leaves) {
            return answers.aboutPersonOf(account, person);
        }
        return details && account.isActive() ? answers.correcting(account, person) : answers.about(account, person);
    }

    @PostMapping("/new")
    ModelAndView submit(
            @RequestParam Optional<String> details,
            @RequestParam("for") Optional<String> deputyship,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale) {
        takeUp(deputyship);
        FormFile file = service.newForm();
        Map<String, Object> values = file.read(http.getParameterMap(), CheckPage.parametersAnd("type", DETAILS, FOR));
        view.known(values); // an account of an official says that their deputy acts
        RequestFormView.nameOfficial(values, currentPerson.official().name());
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        if (answer.changing()) {
            return newPage(values, List.of(), details.isPresent(), deputyship, csrf, locale);
        }
        clinics.fill(values);
        try {
            return RequestPages.seeOther(service.submit(answer.addTo(file, values)));
        } catch (FormRejectedException rejected) {
            return service.madeBefore(values, currentPerson.official())
                    .map(RequestPages::seeOther)
                    .or(() -> RequestFormView.checkPage(
                            address(details.isPresent(), deputyship), values, rejected.errors()))
                    .orElseGet(() -> newPage(values, rejected.errors(), details.isPresent(), deputyship, csrf, locale));
        }
    }

    /** The page of a correction stays one when its form is refused, and that of a deputy the deputy's. */
    private static String address(boolean details, Optional<String> deputyship) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/requests/new");
        if (details) {
            address.queryParam(DETAILS);
        }
        deputyship.ifPresent(number -> address.queryParam(FOR, number));
        return address.toUriString();
    }

    /** Only a number that was checked comes into the page. */
    private void takeUp(Optional<String> deputyship) {
        deputyship.ifPresent(number -> actsFor.takeUpDeputyship(number, "/requests/new"));
    }

    private ModelAndView newPage(
            Map<String, Object> values,
            List<FormError> errors,
            boolean details,
            Optional<String> deputyship,
            CsrfToken csrf,
            Locale locale) {
        Optional<Account> known = view.known(values);
        known.ifPresent(account -> {
            RequestType type = PrefilledAnswers.typeFor(account);
            values.put("requestType", type.name());
            values.putAll(PrefilledAnswers.settled(account, type));
            if (account.isActive() && !details) {
                values.putAll(PrefilledAnswers.facts(account));
            }
        });
        boolean corrects = details && known.filter(Account::isActive).isPresent();
        boolean again = known.filter(account -> !account.isActive()).isPresent();
        boolean signed = known.filter(reactivations::agreementCounts).isPresent();
        String type = values.get("requestType") instanceof String asked && isType(asked) ? asked : "ANY";
        ModelAndView page = new ModelAndView("request/new")
                .addObject("kind", again ? "REACTIVATION" : corrects ? "DETAILS" : type)
                .addObject("deputyship", deputyship.orElse(null))
                .addObject("again", again ? (signed ? "signed" : "toSign") : null)
                .addObject(
                        "person",
                        known.map(account -> account.facts().personName()).orElse(null));
        return view.show(
                page,
                service.newForm(),
                address(corrects, deputyship),
                "request.new.submit",
                values,
                errors,
                csrf,
                locale,
                known.map(account -> hints.of(account, corrects, locale)).orElseGet(hints::ofAnybody));
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
