package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityHistory;
import gov.mt.immtrax.access.facility.FacilityStatus;
import gov.mt.immtrax.access.facility.FacilityUse;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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

/** The directory for staff: search, and one clinic with its history. Registry staff retire it and reopen it here. */
@Controller
@RequestMapping("/staff/facilities")
class FacilityPages {

    private static final int PAGE_SIZE = 50;
    private static final int LONGEST_REASON = 1000;

    private final FacilityDirectory directory;
    private final FacilityHistory history;
    private final FacilityUse use;
    private final BusinessCalendar calendar;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    FacilityPages(
            FacilityDirectory directory,
            FacilityHistory history,
            FacilityUse use,
            BusinessCalendar calendar,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.audit = audit;
        this.directory = directory;
        this.history = history;
        this.use = use;
        this.calendar = calendar;
        this.currentPerson = currentPerson;
    }

    /** @param show {@code retired} or {@code all}; anything else shows those that can be chosen */
    @GetMapping
    ModelAndView list(
            @RequestParam Optional<String> find,
            @RequestParam Optional<String> show,
            @RequestParam Optional<String> page) {
        Optional<String> typed = find.map(TypedText::line).filter(it -> !it.isBlank());
        String shown =
                show.filter(it -> it.equals("retired") || it.equals("all")).orElse("active");
        Optional<FacilityStatus> status = shown.equals("all")
                ? Optional.empty()
                : Optional.of(FacilityStatus.valueOf(shown.toUpperCase(Locale.ROOT)));
        FacilityDirectory.Page found = directory.search(typed, status, number(page), PAGE_SIZE);
        return new ModelAndView("facility/facilities")
                .addObject("found", found)
                .addObject(
                        "accounts",
                        use.activeAccounts(found.facilities().stream()
                                .map(Facility::number)
                                .toList()))
                .addObject("find", typed.orElse(null))
                .addObject("show", shown)
                .addObject("shows", Stream.of("active", "retired", "all").toList())
                .addObject("size", PAGE_SIZE)
                .addObject("mayKeep", mayKeep());
    }

    @GetMapping("/{facility}")
    ModelAndView one(@PathVariable("facility") String number) {
        return page(existing(directory, number), null, null);
    }

    private ModelAndView page(Facility facility, @Nullable String reason, @Nullable FormError mistake) {
        String number = facility.number();
        List<FacilityUse.Official> officials = use.officials(number);
        if (!officials.isEmpty()) {
            audit.record(AuditAction.ACCOUNTS_LISTED, number, AuditResult.DONE, "authorizing officials of a clinic");
        }
        return new ModelAndView("facility/facility", mistake == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("reason", reason == null ? null : TypedText.visibleText(reason))
                .addObject("error", mistake)
                .addObject("facility", facility)
                .addObject(
                        "into",
                        Optional.ofNullable(facility.mergedInto())
                                .flatMap(directory::find)
                                .orElse(null))
                .addObject("uses", use.of(number))
                .addObject("officials", officials)
                .addObject("names", directory.otherNames(facility))
                .addObject("history", history.of(number))
                .addObject("zone", calendar.zone())
                .addObject("mayKeep", mayKeep());
    }

    @PostMapping("/{facility}/retire")
    ModelAndView retire(
            @PathVariable("facility") String number, @RequestParam Optional<String> reason, RedirectAttributes flash) {
        return turn(number, reason, directory::retire, "retired", flash);
    }

    @PostMapping("/{facility}/reopen")
    ModelAndView reopen(
            @PathVariable("facility") String number, @RequestParam Optional<String> reason, RedirectAttributes flash) {
        return turn(number, reason, directory::reopen, "reopened", flash);
    }

    /** The reason is optional here. */
    private ModelAndView turn(
            String number,
            Optional<String> typed,
            BiConsumer<String, @Nullable String> turn,
            String notice,
            RedirectAttributes flash) {
        Facility facility = existing(directory, number);
        String reason = typed.map(TypedText::clean).orElse("");
        Optional<FormError> mistake =
                reason.isEmpty() ? Optional.empty() : TypedText.mistake("reason", reason, LONGEST_REASON);
        if (mistake.isPresent()) {
            return page(facility, reason, mistake.get());
        }
        turn.accept(number, reason.isEmpty() ? null : reason);
        return backTo(number, notice, flash);
    }

    /** What is wrong with a reason that must be given; null if nothing is. */
    static @Nullable FormError mistake(String reason) {
        return reason.isEmpty()
                ? FormError.of("reason", "form.error.required")
                : TypedText.mistake("reason", reason, LONGEST_REASON).orElse(null);
    }

    /** @throws ResponseStatusException if there is no such facility */
    static Facility existing(FacilityDirectory directory, String number) {
        return directory.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    static ModelAndView backTo(String number, String notice, RedirectAttributes flash) {
        flash.addFlashAttribute("notice", notice);
        return seeOther("/staff/facilities/" + number);
    }

    static ModelAndView seeOther(String page) {
        RedirectView view = new RedirectView(page, true, true, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private boolean mayKeep() {
        return currentPerson.require().is(Role.REGISTRY_STAFF);
    }

    private static int number(Optional<String> page) {
        return page.filter(it -> it.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(1);
    }
}
