package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.people.correction.AccountCorrections;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where the help desk corrects what the register says of an account. The fields are those of the access request and
 * take the same values, see {@link DetailsForm}; the reason is kept in the account's history.
 */
@Controller
@RequestMapping("/staff/accounts/{account}")
class CorrectDetailsPage {

    private static final String SHOWN = "shown";

    private final RequestService service;
    private final AccessRequestRepository requests;
    private final AccountRegister register;
    private final AccountCorrections corrections;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;
    private final Employers employers;

    CorrectDetailsPage(
            RequestService service,
            AccessRequestRepository requests,
            AccountRegister register,
            AccountCorrections corrections,
            BusinessCalendar calendar,
            Clock clock,
            AuditTrail audit,
            Employers employers) {
        this.employers = employers;
        this.service = service;
        this.requests = requests;
        this.register = register;
        this.corrections = corrections;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping("/details")
    ModelAndView form(@PathVariable("account") String number) {
        Account account = existing(number);
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, number, account.facts().username());
        return page(DetailsForm.of(account, service.newForm()), Map.of(), false);
    }

    /** Asks first if another person or another employer may be meant. */
    @PostMapping("/details")
    ModelAndView correct(@PathVariable("account") String number, HttpServletRequest http, RedirectAttributes flash) {
        Account account = existing(number);
        DetailsForm form =
                DetailsForm.read(account, service.newForm(), http.getParameterMap(), CheckPage.parametersAnd(SHOWN));
        Map<String, FormError> mistakes = mistakes(form);
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        boolean outdated = !version(account).equals(http.getParameter(SHOWN));
        if (answer.changing() || outdated || !mistakes.isEmpty()) {
            return page(form, mistakes, outdated);
        }
        List<FormError> questions = form.questions(employers).stream()
                .filter(question -> !answer.confirmed() || !answer.asked().contains(question.field()))
                .toList();
        if (!questions.isEmpty()) {
            Map<String, Object> again = new LinkedHashMap<>(form.values());
            again.put(SHOWN, version(account));
            return CheckPage.asking(address(number), account.facts().personName(), again, questions);
        }
        boolean corrected = corrections.correct(number, form.corrected(), form.reason());
        flash.addFlashAttribute("notice", corrected ? "corrected" : "nothingCorrected");
        return backTo(number);
    }

    /** Takes back a new email address that nobody has logged in with yet. */
    @PostMapping("/new-address/cancel")
    ModelAndView cancelNewAddress(@PathVariable("account") String number, RedirectAttributes flash) {
        existing(number);
        flash.addFlashAttribute(
                "notice", corrections.cancelNewAddress(number) ? "addressCancelled" : "addressCountsAlready");
        return backTo(number);
    }

    private Map<String, FormError> mistakes(DetailsForm form) {
        Map<String, FormError> mistakes = form.mistakes();
        if (!mistakes.containsKey(DetailsForm.USERNAME)) {
            mistakeOfUsername(form).ifPresent(error -> mistakes.put(DetailsForm.USERNAME, error));
        }
        if (!mistakes.containsKey(DetailsForm.NEW_ADDRESS)) {
            form.newAddress()
                    .flatMap(address -> mistakeOfAddress(form.account(), address))
                    .ifPresent(error -> mistakes.put(DetailsForm.NEW_ADDRESS, error));
        }
        if (!mistakes.containsKey(DetailsForm.END_DATE) && isPast(form.endDate(), form.account())) {
            mistakes.put(DetailsForm.END_DATE, FormError.of(DetailsForm.END_DATE, "people.rule.endDatePast"));
        }
        return mistakes;
    }

    private Optional<FormError> mistakeOfUsername(DetailsForm form) {
        String own = form.account().facts().username();
        return register.ofLogin(form.username()).stream()
                .filter(other -> !other.facts().username().equals(own))
                .findFirst()
                .map(other -> FormError.of(
                        DetailsForm.USERNAME,
                        "people.rule.usernameInUse",
                        new FormLink(other.number(), "/staff/accounts/" + other.number())));
    }

    /** Nobody answers for their own access, and an address is the login of one person. */
    private Optional<FormError> mistakeOfAddress(Account account, String address) {
        AccountFacts facts = account.facts();
        if (address.equals(facts.emailAddress())) {
            return Optional.empty();
        }
        if (address.equals(facts.supervisorAddress())) {
            return Optional.of(FormError.of(DetailsForm.NEW_ADDRESS, "people.rule.ownSupervisor"));
        }
        return register.ofPerson(address).stream()
                .filter(other -> !other.facts().username().equals(facts.username()))
                .findFirst()
                .map(other -> FormError.of(
                        DetailsForm.NEW_ADDRESS,
                        "people.rule.addressInUse",
                        new FormLink(other.number(), "/staff/accounts/" + other.number())))
                .or(() -> Optional.ofNullable(facts.emailAddress())
                        .flatMap(user -> requests.openFor(user).stream().findFirst())
                        .map(open -> FormError.of(
                                DetailsForm.NEW_ADDRESS,
                                "people.rule.requestOpen",
                                new FormLink(open.number(), "/requests/" + open.number()))));
    }

    private boolean isPast(@Nullable String day, Account account) {
        String before = Objects.toString(account.facts().endDate(), null);
        return day != null && !day.equals(before) && LocalDate.parse(day).isBefore(calendar.dateOf(clock.instant()));
    }

    private ModelAndView page(DetailsForm form, Map<String, FormError> mistakes, boolean outdated) {
        return new ModelAndView("people/correct", mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("account", form.account())
                .addObject("fields", form.fields())
                .addObject("values", form.visible())
                .addObject(
                        "endDate",
                        TypedDate.parse(Objects.toString(form.values().get(DetailsForm.END_DATE), "")))
                .addObject("errors", mistakes)
                .addObject("outdated", outdated)
                .addObject("shown", version(form.account()));
    }

    /** Changes with every fact, so that nobody overwrites what somebody else changed meanwhile. */
    private static String version(Account account) {
        return Integer.toHexString(account.facts().asText().hashCode());
    }

    private Account existing(String number) {
        return register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String address(String number) {
        return "/staff/accounts/" + number + "/details";
    }

    private static ModelAndView backTo(String number) {
        RedirectView view = new RedirectView("/staff/accounts/" + number, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
