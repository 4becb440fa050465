package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.people.correction.AccountCorrections;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * take the same values; the reason is kept in the account's history.
 */
@Controller
@RequestMapping("/staff/accounts/{account}")
class CorrectDetailsPage {

    /** Fields of the form, in the order of the page, with the facts that they correct. */
    private static final Map<String, String> FACTS = facts();

    private static final String NEW_ADDRESS = "newEmailAddress";
    private static final String END_DATE = "endDate";
    private static final String SUPERVISOR = "supervisorName";
    private static final String REASON = "reason";
    private static final String SHOWN = "shown";
    private static final int LONGEST_REASON = 1000;

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

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("legalFirstName", "firstName");
        facts.put("legalLastName", "lastName");
        facts.put(NEW_ADDRESS, "emailAddress");
        facts.put("phoneNumber", "phoneNumber");
        facts.put("employer", "employer");
        facts.put("jobTitle", "jobTitle");
        facts.put("locationName", "locationName");
        facts.put("vfcPin", "vfcPin");
        facts.put(END_DATE, "endDate");
        facts.put(SUPERVISOR, "supervisorName");
        return facts;
    }

    @GetMapping("/details")
    ModelAndView form(@PathVariable("account") String number) {
        Account account = existing(number);
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, number, account.facts().username());
        Map<String, @Nullable String> facts = account.facts().asText();
        Map<String, Object> values = new LinkedHashMap<>();
        FACTS.forEach((field, fact) -> {
            if (!field.equals(NEW_ADDRESS) && facts.get(fact) != null) {
                values.put(field, Objects.requireNonNull(facts.get(fact)));
            }
        });
        return page(account, values, List.of(), false);
    }

    /** Asks first if another person or another employer may be meant. */
    @PostMapping("/details")
    ModelAndView correct(@PathVariable("account") String number, HttpServletRequest http, RedirectAttributes flash) {
        Account account = existing(number);
        FormFile file = service.newForm();
        Map<String, Object> values = file.read(http.getParameterMap(), CheckPage.parametersAnd(SHOWN));
        values.keySet().removeIf(field -> !FACTS.containsKey(field) && !field.equals(REASON));
        List<FormError> mistakes = mistakes(account, file, values);
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        boolean outdated = !version(account).equals(http.getParameter(SHOWN));
        if (answer.changing() || outdated || !mistakes.isEmpty()) {
            return page(account, values, mistakes, outdated);
        }
        List<FormError> questions = questions(account, file.clean(values)).stream()
                .filter(question -> !answer.confirmed() || !answer.asked().contains(question.field()))
                .toList();
        if (!questions.isEmpty()) {
            Map<String, Object> again = new LinkedHashMap<>(values);
            again.put(SHOWN, version(account));
            return CheckPage.asking(address(number), account.facts().personName(), again, questions);
        }
        boolean corrected = corrections.correct(
                number, corrected(account, file.clean(values)), TypedText.clean(Objects.toString(values.get(REASON))));
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

    private List<FormError> mistakes(Account account, FormFile file, Map<String, Object> values) {
        Map<String, Object> typed = new LinkedHashMap<>(values);
        typed.put("account", account.number()); // whose phone number and job title need not be known
        Map<String, FormError> mistakes = file.check(typed).stream()
                .filter(error -> asked(account).contains(error.field()))
                .collect(Collectors.toMap(FormError::field, error -> error, (one, same) -> one, LinkedHashMap::new));
        Map<String, Object> clean = file.clean(values);
        if (!mistakes.containsKey(NEW_ADDRESS) && clean.get(NEW_ADDRESS) != null) {
            mistakeOfAddress(account, EmailAddresses.normalize((String) clean.get(NEW_ADDRESS)))
                    .ifPresent(error -> mistakes.put(NEW_ADDRESS, error));
        }
        if (!mistakes.containsKey(END_DATE) && isPast(clean.get(END_DATE), account)) {
            mistakes.put(END_DATE, FormError.of(END_DATE, "people.rule.endDatePast"));
        }
        if (PersonName.NONE.equals(clean.get("legalLastName"))) {
            mistakes.put("legalLastName", FormError.of("legalLastName", "request.rule.lastNameMissing"));
        }
        String why = values.get(REASON) instanceof String text ? TypedText.clean(text) : "";
        if (why.isEmpty()) {
            mistakes.put(REASON, FormError.of(REASON, "form.error.required"));
        } else {
            TypedText.mistake(REASON, why, LONGEST_REASON).ifPresent(it -> mistakes.put(REASON, it));
        }
        return new ArrayList<>(mistakes.values());
    }

    /** Nobody answers for their own access, and an address is the login of one person. */
    private Optional<FormError> mistakeOfAddress(Account account, String address) {
        AccountFacts facts = account.facts();
        if (address.equals(facts.emailAddress())) {
            return Optional.empty();
        }
        if (address.equals(facts.supervisorAddress())) {
            return Optional.of(FormError.of(NEW_ADDRESS, "people.rule.ownSupervisor"));
        }
        return register.ofPerson(address).stream()
                .findFirst()
                .map(other -> FormError.of(
                        NEW_ADDRESS,
                        "people.rule.addressInUse",
                        new FormLink(other.number(), "/staff/accounts/" + other.number())))
                .or(() -> Optional.ofNullable(facts.emailAddress())
                        .flatMap(user -> requests.openFor(user).stream().findFirst())
                        .map(open -> FormError.of(
                                NEW_ADDRESS,
                                "people.rule.requestOpen",
                                new FormLink(open.number(), "/requests/" + open.number()))));
    }

    private boolean isPast(@Nullable Object day, Account account) {
        String before = Objects.toString(account.facts().endDate(), null);
        return day != null
                && !day.equals(before)
                && LocalDate.parse(day.toString()).isBefore(calendar.dateOf(clock.instant()));
    }

    private List<FormError> questions(Account account, Map<String, Object> clean) {
        AccountFacts before = account.facts();
        AccountFacts after = before.with(corrected(account, clean));
        List<FormError> questions = new ArrayList<>();
        if (!Folding.NAME.same(before.firstName(), after.firstName())
                && !Folding.NAME.same(before.lastName(), after.lastName())) {
            questions.add(FormError.question("legalLastName", "people.question.otherPerson"));
        }
        if (!employers.same(before.employer(), before.locationName(), after.employer(), after.locationName())) {
            questions.add(FormError.question("employer", "people.question.otherEmployer"));
        }
        return questions;
    }

    /** The facts as the page says them; a blank new address changes nothing, and a blank phone number is not known. */
    private static Map<String, @Nullable String> corrected(Account account, Map<String, Object> clean) {
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        FACTS.forEach((field, fact) -> {
            String value = (String) clean.get(field);
            if (field.equals(NEW_ADDRESS)) {
                if (value != null) {
                    facts.put(fact, EmailAddresses.normalize(value));
                }
            } else if (asked(account).contains(field)) {
                facts.put(fact, value);
            }
        });
        return facts;
    }

    /** Without a supervisor there is no name to correct; registry staff say who it is. */
    private static Set<String> asked(Account account) {
        return FACTS.keySet().stream()
                .filter(field -> !field.equals(SUPERVISOR) || account.facts().supervisorAddress() != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ModelAndView page(Account account, Map<String, Object> values, List<FormError> mistakes, boolean outdated) {
        FormFile file = service.newForm();
        List<FormField> fields = asked(account).stream()
                .map(field -> file.field(field).orElseThrow())
                .toList();
        return new ModelAndView("people/correct", mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("account", account)
                .addObject("fields", fields)
                .addObject("values", visible(values))
                .addObject("endDate", TypedDate.parse(Objects.toString(values.get(END_DATE), "")))
                .addObject(
                        "errors",
                        mistakes.stream()
                                .collect(Collectors.toMap(
                                        FormError::field, error -> error, (one, same) -> one, LinkedHashMap::new)))
                .addObject("outdated", outdated)
                .addObject("shown", version(account));
    }

    private static Map<String, String> visible(Map<String, Object> values) {
        Map<String, String> visible = new LinkedHashMap<>();
        values.forEach((field, value) -> visible.put(
                field,
                field.equals(REASON) ? TypedText.visibleText(value.toString()) : TypedText.visible(value.toString())));
        return visible;
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
