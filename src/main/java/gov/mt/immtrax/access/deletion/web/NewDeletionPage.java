package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.deletion.submission.DeletionForm;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
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

    private final DeletionService service;
    private final VisibleDeletions visible;
    private final AccountRegister register;
    private final DepartureLookup departures;
    private final ClinicNames clinics;
    private final CurrentPerson currentPerson;
    private final FormPage formPage;

    NewDeletionPage(
            DeletionService service,
            VisibleDeletions visible,
            AccountRegister register,
            DepartureLookup departures,
            ClinicNames clinics,
            CurrentPerson currentPerson,
            FormPage formPage) {
        this.clinics = clinics;
        this.service = service;
        this.visible = visible;
        this.register = register;
        this.departures = departures;
        this.currentPerson = currentPerson;
        this.formPage = formPage;
    }

    /** @param account number of an account of the reader's, which is then the one that the deletion is about */
    @GetMapping
    ModelAndView form(@RequestParam Optional<String> account, CsrfToken csrf, Locale locale) {
        Person person = currentPerson.require();
        Optional<Account> chosen = chosen(account, person);
        Map<String, Object> values = new LinkedHashMap<>();
        if (!person.name().equals(person.address())) {
            values.put("supervisorName", person.name());
        }
        chosen.ifPresent(it -> values.putAll(DeletionForm.values(it)));
        return newPage(values, List.of(), chosen, csrf, locale);
    }

    /**
     * Takes the form in two steps: the first answer is a page that names the person, and its button submits.
     *
     * @param account number of the account that was chosen; the form cannot be about another one
     */
    @PostMapping
    ModelAndView submit(
            @RequestParam Optional<String> account, HttpServletRequest http, CsrfToken csrf, Locale locale) {
        Person person = currentPerson.require();
        Optional<Account> chosen = chosen(account, person);
        Map<String, Object> values = service.newForm().read(http.getParameterMap(), CheckPage.parametersAnd("account"));
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        if (answer.changing()) {
            return newPage(values, List.of(), chosen, csrf, locale);
        }
        try {
            service.check(values, chosen, person);
            Optional<Account> own = service.own(values, person);
            return answer.confirms(named(own))
                    ? DeletionPages.seeOther(service.submit(values))
                    : checkPage(values, own, chosen);
        } catch (FormRejectedException rejected) {
            return service.madeBefore(values, person)
                    .map(DeletionPages::seeOther)
                    .orElseGet(() -> newPage(values, rejected.errors(), chosen, csrf, locale));
        }
    }

    private ModelAndView newPage(
            Map<String, Object> values,
            List<FormError> errors,
            Optional<Account> chosen,
            CsrfToken csrf,
            Locale locale) {
        FormFile file = service.newForm();
        Map<String, Object> fixed =
                chosen.map(it -> DeletionForm.fixed(it, file)).orElseGet(Map::of);
        values.putAll(fixed);
        var options = new FormPage.Options(
                action(chosen),
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, "deletion.new.submit", "btn-primary")),
                fixed.keySet(),
                Map.of(),
                Set.of(),
                Set.of());
        List<Account> people = chosen.isPresent()
                ? List.of()
                : departures.stillOf(currentPerson.require().address()).stream()
                        .filter(Account::isActive)
                        .toList();
        ModelAndView page = new ModelAndView("deletion/new")
                .addObject("form", formPage.render(file, values, errors, locale, options))
                .addObject("chosen", chosen.orElse(null))
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
    private ModelAndView checkPage(Map<String, Object> values, Optional<Account> own, Optional<Account> chosen) {
        Map<String, Object> typed = service.newForm().clean(values);
        String person = own.map(it -> it.facts().personName())
                .orElseGet(() -> typed.get("legalFirstName") + " " + typed.get("legalLastName"));
        String address = own.map(it -> it.facts().emailAddress())
                .orElseGet(() -> EmailAddresses.normalize((String) Objects.requireNonNull(typed.get("emailAddress"))));
        return CheckPage.about(
                        "deletion.check.heading", "deletion.check.confirm", action(chosen), person, typed, named(own))
                .addObject("details", "deletion/parts")
                .addObject("own", own.orElse(null))
                .addObject("requests", visible.requestsOf(address))
                .addObject("lastDay", LocalDate.parse((String) Objects.requireNonNull(typed.get("lastDay"))));
    }

    /** What the check page asks about: the reader's account that it names, if the register has one. */
    private static String named(Optional<Account> own) {
        return own.map(Account::number).orElse("unknown");
    }

    private static String action(Optional<Account> chosen) {
        return chosen.map(it -> UriComponentsBuilder.fromPath("/deletions/new")
                        .queryParam("account", it.number())
                        .toUriString())
                .orElse("/deletions/new");
    }

    private Optional<Account> chosen(Optional<String> account, Person person) {
        return account.filter(text -> !text.isBlank()).map(number -> own(number, person));
    }

    /** Another supervisor's account is answered with 404 Not Found, so that its existence is not revealed. */
    private Account own(String number, Person person) {
        return register.find(number)
                .filter(account -> account.facts().supervisorAddress() != null)
                .filter(account -> person.hasAddress(account.facts().supervisorAddress()))
                .filter(account -> !departures.hasSupervisorLeft(account))
                .orElseThrow(() -> visible.turnedAway(number, "/deletions/new"));
    }
}
