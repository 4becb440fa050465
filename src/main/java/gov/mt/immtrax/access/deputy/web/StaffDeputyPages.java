package gov.mt.immtrax.access.deputy.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deputy.Deputyship;
import gov.mt.immtrax.access.deputy.DeputyshipEnding;
import gov.mt.immtrax.access.deputy.DeputyshipService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** The deputies of all officials, for registry staff, who confirm whom the register does not know and end any. */
@Controller
@RequestMapping("/staff/deputies")
class StaffDeputyPages {

    private static final int LONGEST_REASON = 1000;

    private final DeputyshipService service;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;

    StaffDeputyPages(DeputyshipService service, BusinessCalendar calendar, Clock clock, AuditTrail audit) {
        this.service = service;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = audit;
    }

    /** @param find address of an official or a deputy */
    @GetMapping
    ModelAndView all(@RequestParam Optional<String> find) {
        Optional<String> address =
                find.map(TypedText::line).map(EmailAddresses::normalize).filter(it -> !it.isEmpty());
        audit.record(
                AuditAction.DEPUTIES_VIEWED, null, AuditResult.DONE, address.isPresent() ? "by search" : "the newest");
        return new ModelAndView("deputy/staff")
                .addObject("find", address.map(TypedText::visible).orElse(null))
                .addObject("deputies", service.newest(address))
                .addObject("toConfirm", address.isPresent() ? List.of() : service.toConfirm())
                .addObject("now", clock.instant())
                .addObject("zone", calendar.zone());
    }

    @PostMapping("/{deputyship}/confirm")
    ModelAndView confirm(@PathVariable("deputyship") String number, RedirectAttributes flash) {
        String refused = service.isOwn(existing(number)) ? "own" : "endedAlready";
        flash.addFlashAttribute("notice", service.confirm(number) ? "confirmed" : refused);
        return back();
    }

    @GetMapping("/{deputyship}/end")
    ModelAndView endQuestion(@PathVariable("deputyship") String number) {
        return page(existing(number), null, null);
    }

    @PostMapping("/{deputyship}/end")
    ModelAndView end(
            @PathVariable("deputyship") String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        Deputyship deputyship = existing(number);
        String why = TypedText.clean(reason);
        Optional<FormError> wrong = why.isEmpty()
                ? Optional.of(FormError.of("reason", "form.error.required"))
                : TypedText.mistake("reason", why, LONGEST_REASON);
        if (wrong.isPresent()) {
            return page(deputyship, why, wrong.get());
        }
        flash.addFlashAttribute(
                "notice", service.end(number, DeputyshipEnding.BY_STAFF, why) ? "ended" : "endedAlready");
        return back();
    }

    private ModelAndView page(Deputyship deputyship, @Nullable String reason, @Nullable FormError wrong) {
        return new ModelAndView("deputy/staff-end", wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("it", deputyship)
                .addObject("ended", deputyship.state(clock.instant()) == Deputyship.State.ENDED)
                .addObject("reason", reason == null ? null : TypedText.visibleText(reason))
                .addObject("wrong", wrong);
    }

    private Deputyship existing(String number) {
        return service.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView back() {
        RedirectView view = new RedirectView("/staff/deputies", true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
