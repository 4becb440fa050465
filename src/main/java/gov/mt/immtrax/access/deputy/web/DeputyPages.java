package gov.mt.immtrax.access.deputy.web;

import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deputy.Deputyship;
import gov.mt.immtrax.access.deputy.DeputyshipEnding;
import gov.mt.immtrax.access.deputy.DeputyshipService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
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

/**
 * Where an official names and ends deputies, and a deputy accepts, declines or steps down. Other people's deputyships
 * are treated as not found.
 */
@Controller
@RequestMapping("/people/deputies")
class DeputyPages {

    private final DeputyshipService service;
    private final CurrentPerson currentPerson;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;

    DeputyPages(
            DeputyshipService service,
            CurrentPerson currentPerson,
            BusinessCalendar calendar,
            Clock clock,
            AuditTrail audit) {
        this.service = service;
        this.currentPerson = currentPerson;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping
    ModelAndView mine() {
        return page(NewDeputy.NONE, Map.of());
    }

    @PostMapping
    ModelAndView name(NewDeputy typed, RedirectAttributes flash) {
        Person official = currentPerson.require();
        Map<String, FormError> errors = typed.errors();
        if (errors.isEmpty()) {
            if (!service.mayName(official)) {
                errors.put("address", FormError.of("address", "deputy.rule.nobody"));
            } else {
                service.mistake(official, typed.normalAddress()).ifPresent(it -> errors.put("address", it));
            }
        }
        if (errors.isEmpty()) {
            try {
                Deputyship named = service.name(official, typed.cleanName(), typed.normalAddress());
                boolean invited = named.state(clock.instant()) == Deputyship.State.INVITED;
                flash.addFlashAttribute("notice", invited ? "invited" : "toConfirm");
                return backTo("/people/deputies");
            } catch (DuplicateKeyException atOnce) {
                // the button was pressed twice, or another deputy was named at the same moment
                errors.put(
                        "address",
                        service.mistake(official, typed.normalAddress())
                                .orElseGet(() -> FormError.of("address", "deputy.rule.two")));
            }
        }
        return page(typed, errors);
    }

    private ModelAndView page(NewDeputy typed, Map<String, FormError> errors) {
        Person person = currentPerson.require();
        return new ModelAndView("deputy/deputies", errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("deputies", service.of(person))
                .addObject("officials", service.with(person))
                .addObject("mayName", service.mayName(person))
                .addObject("typed", typed.visible())
                .addObject("errors", errors)
                .addObject("now", clock.instant())
                .addObject("zone", calendar.zone());
    }

    /** The link of the email: accept or decline. */
    @GetMapping("/{deputyship}/answer")
    ModelAndView question(@PathVariable("deputyship") String number) {
        return answerPage(invitation(number, "/answer"));
    }

    @PostMapping("/{deputyship}/answer")
    ModelAndView answer(
            @PathVariable("deputyship") String number,
            @RequestParam Optional<String> accept,
            @RequestParam Optional<String> decline,
            RedirectAttributes flash) {
        Deputyship invitation = invitation(number, "/answer");
        if (accept.isPresent() && service.accept(number)) {
            flash.addFlashAttribute("notice", "accepted");
            return backTo("/people/for/" + number);
        }
        if (decline.isPresent()
                && invitation.state(clock.instant()) == Deputyship.State.INVITED
                && service.decline(number)) {
            flash.addFlashAttribute("notice", "declined");
            return backTo("/people/deputies");
        }
        return answerPage(invitation(number, "/answer"));
    }

    private ModelAndView answerPage(Deputyship invitation) {
        return new ModelAndView("deputy/answer")
                .addObject("it", invitation)
                .addObject("state", invitation.state(clock.instant()).name())
                .addObject("zone", calendar.zone());
    }

    /** What the deputy may see: nothing before registry staff have confirmed. */
    private Deputyship invitation(String number, String page) {
        return find(
                number,
                page,
                (it, person) ->
                        person.hasAddress(it.deputyAddress()) && (it.lapsesAt() != null || it.acceptedAt() != null));
    }

    @GetMapping("/{deputyship}/end")
    ModelAndView endQuestion(@PathVariable("deputyship") String number) {
        Deputyship deputyship = own(number);
        boolean ended = deputyship.state(clock.instant()) == Deputyship.State.ENDED;
        return ended
                ? backTo("/people/deputies")
                : new ModelAndView("deputy/end")
                        .addObject("it", deputyship)
                        .addObject("state", deputyship.state(clock.instant()).name())
                        .addObject("official", isOfficial(deputyship, currentPerson.require()));
    }

    @PostMapping("/{deputyship}/end")
    ModelAndView end(
            @PathVariable("deputyship") String number,
            @RequestParam Optional<String> confirm,
            RedirectAttributes flash) {
        boolean official = isOfficial(own(number), currentPerson.require());
        if (confirm.isEmpty()) {
            return endQuestion(number);
        }
        boolean ended = service.end(number, official ? DeputyshipEnding.BY_OFFICIAL : DeputyshipEnding.BY_DEPUTY, null);
        flash.addFlashAttribute("notice", ended ? "ended" : "endedAlready");
        return backTo("/people/deputies");
    }

    /** An official's, or that of a deputy who has accepted. */
    private Deputyship own(String number) {
        return find(
                number,
                "/end",
                (it, person) ->
                        isOfficial(it, person) || person.hasAddress(it.deputyAddress()) && it.acceptedAt() != null);
    }

    private static boolean isOfficial(Deputyship deputyship, Person person) {
        return person.hasAddress(deputyship.officialAddress());
    }

    private Deputyship find(String number, String page, BiPredicate<Deputyship, Person> mayRead) {
        Person person = currentPerson.require();
        return service.find(number).filter(it -> mayRead.test(it, person)).orElseThrow(() -> {
            audit.recordRefusal(number, "/people/deputies/" + number + page);
            return new ResponseStatusException(HttpStatus.NOT_FOUND);
        });
    }

    private static ModelAndView backTo(String page) {
        RedirectView view = new RedirectView(page, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
