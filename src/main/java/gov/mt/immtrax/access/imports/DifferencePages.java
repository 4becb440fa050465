package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of differences for staff, and the summary of one difference for the help desk's form. */
@Controller
@RequestMapping("/staff/differences")
class DifferencePages {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT);

    /** Leaves room for the number beside the reason in the account's history. */
    private static final int LONGEST_REASON = 900;

    private final DifferenceRepository differences;
    private final DifferenceService service;
    private final CurrentPerson currentPerson;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final AuditTrail audit;

    DifferencePages(
            DifferenceRepository differences,
            DifferenceService service,
            CurrentPerson currentPerson,
            BusinessCalendar calendar,
            MessageSource messages,
            AuditTrail audit) {
        this.differences = differences;
        this.service = service;
        this.currentPerson = currentPerson;
        this.calendar = calendar;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable DifferenceKind kind,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        DifferenceKind shown = Optional.ofNullable(kind)
                .orElseGet(
                        () -> differences.open().keySet().stream().findFirst().orElse(DifferenceKind.UNKNOWN_TO_US));
        audit.record(AuditAction.DIFFERENCES_VIEWED, null, AuditResult.DONE, shown.name());
        return show(shown, Math.max(1, page), model);
    }

    private String show(DifferenceKind shown, int at, Model model) {
        Map<DifferenceKind, Long> open = differences.open();
        List<Difference> found = differences.open(shown, at);
        model.addAttribute(
                "differences",
                found.stream().limit(DifferenceRepository.PAGE_SIZE).toList());
        model.addAttribute("hasNext", found.size() > DifferenceRepository.PAGE_SIZE);
        model.addAttribute("page", at);
        model.addAttribute("kind", shown);
        model.addAttribute("kinds", DifferenceKind.values());
        model.addAttribute("open", open);
        model.addAttribute("mayAssign", currentPerson.require().is(Role.REGISTRY_STAFF));
        model.addAttribute("zone", calendar.zone());
        return "imports/differences";
    }

    /** Assigns a difference to the help desk, unless it is already assigned. */
    @PostMapping("/{differenceNumber}/task")
    String assign(@PathVariable String differenceNumber) {
        Difference difference = find(differenceNumber);
        service.assign(differenceNumber);
        return "redirect:/staff/differences?kind=" + difference.kind();
    }

    /**
     * Accepts the value from imMTrax into the register.
     *
     * @param page of the list, to return to it
     */
    @PostMapping("/{differenceNumber}/accept")
    String accept(
            @PathVariable String differenceNumber,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        Difference difference = find(differenceNumber);
        String why = TypedText.clean(reason);
        Optional<FormError> wrong = why.isEmpty()
                ? Optional.of(FormError.of("reason", "imports.accept.reason.missing"))
                : TypedText.mistake("reason", why, LONGEST_REASON);
        if (wrong.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("wrong", differenceNumber);
            model.addAttribute("mistake", wrong.get());
            model.addAttribute("reason", TypedText.visibleText(why));
            return show(difference.kind(), Math.max(1, page), model);
        }
        flash.addFlashAttribute("notice", service.accept(differenceNumber, why) ? "accepted" : "changedSince");
        flash.addFlashAttribute("noticeOf", differenceNumber);
        return "redirect:/staff/differences?kind=" + difference.kind();
    }

    /** The values that Tasklist shows beside the form "Resolve difference". */
    @GetMapping(path = "/{differenceNumber}/summary.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Summary> summary(@PathVariable String differenceNumber, Locale locale) {
        Difference difference = find(differenceNumber);
        audit.record(AuditAction.DIFFERENCES_VIEWED, differenceNumber);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Summary(
                        difference.number(),
                        messages.getMessage("imports.what." + difference.kind(), null, locale),
                        messages.getMessage("imports.todo." + difference.kind() + ".theirs", null, locale),
                        messages.getMessage("imports.todo." + difference.kind() + ".ours", null, locale),
                        difference.shownUsername(),
                        difference.account(),
                        words(difference.ours(), locale),
                        words(difference.theirs(), locale),
                        DAY.format(calendar.dateOf(difference.foundAt()))));
    }

    private @Nullable String words(@Nullable String value, Locale locale) {
        return value == null ? null : messages.getMessage("imports.value." + value, null, value, locale);
    }

    private Difference find(String number) {
        return differences.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    record Summary(
            String number,
            String what,
            String ifTheirsIsWrong,
            String ifOursIsWrong,
            String username,
            @Nullable String account,
            @Nullable String ours,
            @Nullable String theirs,
            String foundOn) {

        @Override
        public String toString() {
            return "Summary[" + number + "]";
        }
    }
}
