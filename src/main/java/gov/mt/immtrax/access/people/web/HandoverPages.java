package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.people.handover.Handover;
import gov.mt.immtrax.access.people.handover.HandoverService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where an official asks a second one to take over a person or takes that back, and where the second one answers.
 * Whatever is somebody else's is treated as not found.
 */
@Controller
class HandoverPages {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_REASON = 900;
    private static final String ADDRESS = "[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+";

    private final AccountRegister register;
    private final HandoverService service;
    private final ActsFor actsFor;
    private final BusinessCalendar calendar;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    HandoverPages(
            AccountRegister register,
            HandoverService service,
            ActsFor actsFor,
            BusinessCalendar calendar,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.register = register;
        this.service = service;
        this.actsFor = actsFor;
        this.calendar = calendar;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping("/people/{account}/handover")
    ModelAndView form(@PathVariable("account") String number) {
        return page(own(number), "", "", Map.of());
    }

    @PostMapping("/people/{account}/handover")
    ModelAndView ask(
            @PathVariable("account") String number,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        Account account = own(number);
        String typed = TypedText.line(address);
        String normal = EmailAddresses.normalize(typed);
        String why = TypedText.clean(reason);
        Map<String, FormError> errors = new LinkedHashMap<>();
        check(errors, "address", normal, LONGEST_ADDRESS);
        if (!errors.containsKey("address")) {
            (normal.matches(ADDRESS)
                            ? service.mistake(account, normal)
                            : Optional.of(FormError.of("address", "form.error.email")))
                    .ifPresent(it -> errors.put("address", it));
        }
        check(errors, "reason", why, LONGEST_REASON);
        if (errors.isEmpty() && account.isActive() && service.openOf(account).isEmpty()) {
            try {
                service.ask(account, normal, why);
                flash.addFlashAttribute("notice", "handoverAsked");
                return seeOther("/people/" + number + "/handover");
            } catch (DuplicateKeyException twice) {
                // the button was pressed twice at once: the page shows the open question
            }
        }
        return page(account, typed, why, errors);
    }

    private static void check(Map<String, FormError> errors, String field, String typed, int longest) {
        if (typed.isBlank()) {
            errors.put(field, FormError.of(field, "form.error.required"));
        } else {
            TypedText.mistake(field, typed, longest).ifPresent(it -> errors.put(field, it));
        }
    }

    private ModelAndView page(Account account, String address, String reason, Map<String, FormError> errors) {
        return new ModelAndView("people/handover", errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("account", account)
                .addObject("open", service.openOf(account).orElse(null))
                .addObject("address", TypedText.visible(address))
                .addObject("reason", TypedText.visibleText(reason))
                .addObject("errors", errors)
                .addObject("zone", calendar.zone());
    }

    @PostMapping("/people/{account}/handover/withdraw")
    ModelAndView takeBack(@PathVariable("account") String number, RedirectAttributes flash) {
        boolean taken = service.openOf(own(number)).filter(service::takeBack).isPresent();
        flash.addFlashAttribute("notice", taken ? "handoverTakenBack" : "handoverOver");
        return seeOther("/people/" + number + "/handover");
    }

    /** The official's own: nobody is represented here, because a deputy could hand people over to themselves. */
    private Account own(String number) {
        return register.find(number).filter(actsFor::answersFor).orElseThrow(() -> {
            audit.recordRefusal(null, "/people/" + number + "/handover");
            return new ResponseStatusException(HttpStatus.NOT_FOUND);
        });
    }

    /** The link of the email: accept or decline. */
    @GetMapping("/people/handovers/{handover}")
    ModelAndView question(@PathVariable("handover") String number) {
        Handover handover = asked(number);
        return new ModelAndView("people/handover-answer")
                .addObject("it", handover)
                .addObject("facts", register.get(handover.account()).facts())
                .addObject("open", service.isOpen(handover))
                .addObject("zone", calendar.zone());
    }

    @PostMapping("/people/handovers/{handover}")
    ModelAndView answer(
            @PathVariable("handover") String number,
            @RequestParam Optional<String> accept,
            @RequestParam Optional<String> decline,
            RedirectAttributes flash) {
        Handover handover = asked(number);
        if (accept.isPresent() && service.accept(handover)) {
            flash.addFlashAttribute("notice", "handoverAccepted");
            return seeOther("/people");
        }
        if (accept.isEmpty() && decline.isPresent() && service.decline(handover)) {
            flash.addFlashAttribute("notice", "handoverDeclined");
            return seeOther("/people");
        }
        return question(number);
    }

    private Handover asked(String number) {
        return service.find(number)
                .filter(it -> currentPerson.require().hasAddress(it.newAddress()))
                .orElseThrow(() -> {
                    audit.recordRefusal(number, "/people/handovers/" + number);
                    return new ResponseStatusException(HttpStatus.NOT_FOUND);
                });
    }

    private static ModelAndView seeOther(String page) {
        RedirectView view = new RedirectView(page, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
