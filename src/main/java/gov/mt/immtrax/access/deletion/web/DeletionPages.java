package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.mail.PersonMatching;
import gov.mt.immtrax.access.deletion.process.DeletionLifecycle;
import gov.mt.immtrax.access.deletion.submission.DeletionForm;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.timeline.CaseEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZonedDateTime;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The pages at {@code /deletions} and below (contract, "Pages"). A deletion that the reader may not see is answered
 * with 404 Not Found.
 */
@Controller
@RequestMapping("/deletions")
class DeletionPages {

    /** One line of the timeline, in Montana time. */
    record Line(CaseEvent<DeletionEventType> event, ZonedDateTime at) {}

    private final DeletionService service;
    private final AccessDeletionRepository deletions;
    private final PersonMatching people;
    private final AccessRequestRepository requests;
    private final DeletionTimeline events;
    private final DeletionDates dates;
    private final AccountRegister register;
    private final MailLedger ledger;
    private final CurrentPerson currentPerson;
    private final FormPage formPage;
    private final AuditTrail audit;

    DeletionPages(
            DeletionService service,
            AccessDeletionRepository deletions,
            PersonMatching people,
            AccessRequestRepository requests,
            DeletionTimeline events,
            DeletionDates dates,
            AccountRegister register,
            MailLedger ledger,
            CurrentPerson currentPerson,
            FormPage formPage,
            AuditTrail audit) {
        this.service = service;
        this.deletions = deletions;
        this.people = people;
        this.requests = requests;
        this.events = events;
        this.dates = dates;
        this.register = register;
        this.ledger = ledger;
        this.currentPerson = currentPerson;
        this.formPage = formPage;
        this.audit = audit;
    }

    /** @param account number of an account of the reader's, which is then the one that the deletion is about */
    @GetMapping("/new")
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
    @PostMapping("/new")
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
            return answer.confirms(named(own)) ? seeOther(service.submit(values)) : checkPage(values, own, chosen);
        } catch (FormRejectedException rejected) {
            return service.madeBefore(values, person)
                    .map(DeletionPages::seeOther)
                    .orElseGet(() -> newPage(values, rejected.errors(), chosen, csrf, locale));
        }
    }

    @GetMapping("/{number}")
    ModelAndView show(@PathVariable String number) {
        Person person = currentPerson.require();
        AccessDeletion deletion = deletions
                .find(number)
                .filter(it -> person.worksOnRequests() || person.hasAddress(it.supervisorAddress()))
                .orElseThrow(() -> turnedAway(number, "/deletions/" + number));
        boolean supervisor = person.hasAddress(deletion.supervisorAddress());
        if (!supervisor) {
            audit.record(AuditAction.DELETION_VIEWED, number);
        }
        List<LedgerEntry> mails = ledger.of(number);
        return new ModelAndView("deletion/deletion")
                .addObject("deletion", deletion)
                .addObject("person", person.worksOnRequests() ? people.of(deletion) : people.shownToRequester(deletion))
                .addObject("staff", person.worksOnRequests())
                .addObject("requester", supervisor)
                .addObject("mayWithdraw", supervisor && service.mayWithdraw(deletion))
                .addObject("dueAt", dates.dueAt(deletion))
                .addObject("overdue", dates.isOverdue(deletion))
                .addObject("requests", openRequests(people.of(deletion).emailAddress(), person))
                .addObject("mails", mails)
                .addObject(
                        "official",
                        mails.stream().anyMatch(mail -> mail.template().equals(DeletionLifecycle.TOLD_OF_OTHERS)))
                .addObject(
                        "timeline",
                        events.of(number).stream()
                                .filter(event ->
                                        event.type() != DeletionEventType.ACCEPTED) // the next event says the same
                                .map(event -> new Line(event, dates.local(event.at())))
                                .toList());
    }

    /** Asks once, and says who will be told. */
    @PostMapping("/{number}/withdraw")
    ModelAndView withdraw(
            @PathVariable String number, @RequestParam Optional<String> confirm, RedirectAttributes flash) {
        Person person = currentPerson.require();
        AccessDeletion deletion = deletions
                .find(number)
                .filter(it -> person.hasAddress(it.supervisorAddress()))
                .orElseThrow(() -> turnedAway(number, "/deletions/" + number + "/withdraw"));
        if (confirm.isEmpty() && service.mayWithdraw(deletion)) {
            return new ModelAndView("deletion/withdraw").addObject("deletion", deletion);
        }
        boolean before = deletion.status() == DeletionStatus.WITHDRAWN;
        flash.addFlashAttribute("notice", before || service.withdraw(number) ? "withdrawn" : "tooLate");
        return seeOther(number);
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
                Set.of());
        ModelAndView page = new ModelAndView("deletion/new")
                .addObject("form", formPage.render(file, values, errors, locale, options))
                .addObject("chosen", chosen.orElse(null))
                .addObject(
                        "people",
                        chosen.isPresent()
                                ? List.of()
                                : register.ofSupervisor(currentPerson.require().address()).stream()
                                        .filter(Account::isActive)
                                        .toList());
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
                .addObject("requests", openRequests(address, currentPerson.require()))
                .addObject("lastDay", LocalDate.parse((String) Objects.requireNonNull(typed.get("lastDay"))));
    }

    /** What the check page asks about: the reader's account that it names, if the register has one. */
    private static String named(Optional<Account> own) {
        return own.map(Account::number).orElse("unknown");
    }

    /** The person's open requests, as far as the reader may see them. */
    private List<AccessRequest> openRequests(String address, Person reader) {
        return requests.openFor(List.of(address)).stream()
                .filter(it -> reader.worksOnRequests() || reader.hasAddress(it.supervisorAddress()))
                .toList();
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
                .orElseThrow(() -> turnedAway(number, "/deletions/new"));
    }

    /**
     * Records the refusal even if there is no such case, so that the response time does not reveal whether it exists.
     */
    private ResponseStatusException turnedAway(String number, String path) {
        audit.recordRefusal(number, path);
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static ModelAndView seeOther(String number) {
        RedirectView view = new RedirectView("/deletions/" + number, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
