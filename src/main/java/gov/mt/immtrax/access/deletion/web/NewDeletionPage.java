package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.submission.DeletionForm;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Representation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page {@code /deletions/new}: a supervisor fills in the form, and a page names the person before anything is
 * submitted.
 */
@Controller
@RequestMapping("/deletions/new")
class NewDeletionPage {

    /** Parameter of the page's address: number of the deputyship in which a deputy acts. */
    private static final String FOR = "for";

    private static final String SUPERVISOR = "supervisorName";

    private final DeletionService service;
    private final VisibleDeletions visible;
    private final AccountRegister register;
    private final ActsFor actsFor;
    private final ClinicNames clinics;
    private final CurrentPerson currentPerson;
    private final FormPage formPage;

    NewDeletionPage(
            DeletionService service,
            VisibleDeletions visible,
            AccountRegister register,
            ActsFor actsFor,
            ClinicNames clinics,
            CurrentPerson currentPerson,
            FormPage formPage) {
        this.clinics = clinics;
        this.service = service;
        this.visible = visible;
        this.register = register;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.formPage = formPage;
    }

    /** @param account number of an account of the reader's, which is then the one that the deletion is about */
    @GetMapping
    ModelAndView form(
            @RequestParam Optional<String> account,
            @RequestParam("for") Optional<String> deputyship,
            CsrfToken csrf,
            Locale locale) {
        takeUp(deputyship);
        Optional<Account> chosen = chosen(account);
        Person person = currentPerson.official();
        Map<String, Object> values = new LinkedHashMap<>();
        if (!person.name().equals(person.address())) {
            values.put(SUPERVISOR, person.name());
        }
        chosen.ifPresent(it -> values.putAll(DeletionForm.values(it)));
        return newPage(values, List.of(), chosen, deputyship, csrf, locale);
    }

    /**
     * Takes the form in two steps: the first answer is a page that names the person, and its button submits.
     *
     * @param account number of the account that was chosen; the form cannot be about another one
     */
    @PostMapping
    ModelAndView submit(
            @RequestParam Optional<String> account,
            @RequestParam("for") Optional<String> deputyship,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale) {
        takeUp(deputyship);
        Optional<Account> chosen = chosen(account);
        Person person = currentPerson.official();
        Map<String, Object> values =
                service.newForm().read(http.getParameterMap(), CheckPage.parametersAnd("account", FOR));
        if (Representation.current().isPresent()) {
            values.put(SUPERVISOR, person.name());
        }
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        if (answer.changing()) {
            return newPage(values, List.of(), chosen, deputyship, csrf, locale);
        }
        try {
            service.check(values, chosen, person);
            Optional<Account> own = service.own(values, person);
            return answer.confirms(named(own))
                    ? DeletionPages.seeOther(service.submit(values))
                    : checkPage(values, own, chosen, deputyship);
        } catch (FormRejectedException rejected) {
            return service.madeBefore(values, person)
                    .map(DeletionPages::seeOther)
                    .orElseGet(() -> newPage(values, rejected.errors(), chosen, deputyship, csrf, locale));
        }
    }

    private ModelAndView newPage(
            Map<String, Object> values,
            List<FormError> errors,
            Optional<Account> chosen,
            Optional<String> deputyship,
            CsrfToken csrf,
            Locale locale) {
        FormFile file = service.newForm();
        Map<String, Object> fixed =
                chosen.map(it -> DeletionForm.fixed(it, file)).orElseGet(Map::of);
        values.putAll(fixed);
        Set<String> settled = new HashSet<>(fixed.keySet());
        Representation.current().ifPresent(official -> settled.add(SUPERVISOR));
        var options = new FormPage.Options(
                action(chosen, deputyship),
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, "deletion.new.submit", "btn-primary")),
                settled,
                Map.of(),
                Set.of(),
                Set.of());
        List<Account> people = chosen.isPresent()
                ? List.of()
                : actsFor.people().stream().filter(Account::isActive).toList();
        ModelAndView page = new ModelAndView("deletion/new")
                .addObject("form", formPage.render(file, values, errors, locale, options))
                .addObject("chosen", chosen.orElse(null))
                .addObject("deputyship", deputyship.orElse(null))
                .addObject("people", people)
                .addObject(
                        "clinics",
                        clinics.of(
                                people,
                                it -> it.facts().employer(),
                                it -> it.facts().locationName()));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    /** Names the person before anything ends: from the register for the reader's own people, otherwise as typed. */
    private ModelAndView checkPage(
            Map<String, Object> values, Optional<Account> own, Optional<Account> chosen, Optional<String> deputyship) {
        Map<String, Object> typed = service.newForm().clean(values);
        String person = own.map(it -> it.facts().personName())
                .orElseGet(() -> typed.get("legalFirstName") + " " + typed.get("legalLastName"));
        String address = own.map(it -> it.facts().emailAddress())
                .orElseGet(() -> EmailAddresses.normalize((String) Objects.requireNonNull(typed.get("emailAddress"))));
        return CheckPage.about(
                        "deletion.check.heading",
                        "deletion.check.confirm",
                        action(chosen, deputyship),
                        person,
                        typed,
                        named(own))
                .addObject("details", "deletion/parts")
                .addObject("own", own.orElse(null))
                .addObject("requests", visible.requestsOf(address))
                .addObject("lastDay", LocalDate.parse((String) Objects.requireNonNull(typed.get("lastDay"))));
    }

    /** What the check page asks about: the reader's account that it names, if the register has one. */
    private static String named(Optional<Account> own) {
        return own.map(Account::number).orElse("unknown");
    }

    private static String action(Optional<Account> chosen, Optional<String> deputyship) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/deletions/new");
        chosen.ifPresent(it -> address.queryParam("account", it.number()));
        deputyship.ifPresent(number -> address.queryParam(FOR, number));
        return address.toUriString();
    }

    private Optional<Account> chosen(Optional<String> account) {
        return account.filter(text -> !text.isBlank()).map(this::own);
    }

    /** Another supervisor's account is answered with 404 Not Found, so that its existence is not revealed. */
    private Account own(String number) {
        return register.find(number)
                .filter(actsFor::takeUp)
                .orElseThrow(() -> visible.turnedAway(number, "/deletions/new"));
    }

    /** Only a number that was checked comes into the page. */
    private void takeUp(Optional<String> deputyship) {
        deputyship.ifPresent(number -> actsFor.takeUpDeputyship(number, "/deletions/new"));
    }
}
