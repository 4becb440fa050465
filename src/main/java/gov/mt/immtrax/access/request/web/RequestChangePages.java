package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which the supervisor or the help desk changes one thing of an open request. */
@Controller
@RequestMapping("/requests/{number}")
class RequestChangePages {

    private final RequestService service;
    private final StartDates startDates;
    private final VisibleRequests visible;

    RequestChangePages(RequestService service, StartDates startDates, VisibleRequests visible) {
        this.service = service;
        this.startDates = startDates;
        this.visible = visible;
    }

    @GetMapping("/start-date")
    ModelAndView startDate(@PathVariable String number) {
        AccessRequest request = visible.ownOrForHelpDesk(number);
        return request.status().isOpen()
                ? startDatePage(request, request.startDate().toString(), null)
                : RequestPages.seeOther(number);
    }

    /**
     * @param startDate ISO, or as people in Montana write it
     * @param confirm from the page that asks whether the year is right
     */
    @PostMapping("/start-date")
    ModelAndView changeStartDate(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String startDate,
            @RequestParam Optional<String> confirm,
            @RequestParam Optional<String> change,
            RedirectAttributes flash) {
        AccessRequest request = visible.ownOrForHelpDesk(number);
        if (change.isPresent() && request.status().isOpen()) {
            return startDatePage(request, startDate, null);
        }
        Optional<LocalDate> day = day(startDate);
        Optional<FormError> mistake = day.isEmpty()
                ? Optional.of(FormError.of("startDate", "request.start.invalid"))
                : mistake(request, day.get());
        if (mistake.isPresent()) {
            return startDatePage(request, startDate, mistake.get());
        }
        Optional<FormError> question = startDates
                .question(day.get())
                .filter(asked -> confirm.isEmpty() && !day.get().equals(request.startDate()));
        if (question.isPresent()) {
            return RequestFormView.check(
                    "/requests/" + number + "/start-date",
                    Map.of("startDate", day.get().toString()),
                    List.of(question.get()));
        }
        flash.addFlashAttribute("notice", startDates.change(number, day.get()) ? "startDateChanged" : "startedAlready");
        return RequestPages.seeOther(number);
    }

    private Optional<FormError> mistake(AccessRequest request, LocalDate start) {
        return startDates
                .mistake(start, request.account() != null)
                .or(() -> Optional.ofNullable(request.endDate())
                        .filter(end -> end.isBefore(start))
                        .map(end -> FormError.of("startDate", "request.rule.endBeforeStart")));
    }

    private static ModelAndView startDatePage(AccessRequest request, String typed, @Nullable FormError error) {
        return new ModelAndView("request/start-date", error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("request", request)
                .addObject("typed", TypedText.visible(typed))
                .addObject("error", error == null ? null : error.messageKey());
    }

    private static Optional<LocalDate> day(String text) {
        return TypedDate.parse(text).date();
    }

    @GetMapping("/email")
    ModelAndView email(@PathVariable String number) {
        AccessRequest request = visible.ownOrForHelpDesk(number);
        return service.mayCorrectUserAddress(request)
                ? emailPage(request, request.emailAddress(), null)
                : RequestPages.seeOther(number);
    }

    @PostMapping("/email")
    ModelAndView correctEmail(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String emailAddress,
            RedirectAttributes flash) {
        AccessRequest request = visible.ownOrForHelpDesk(number);
        Optional<FormError> mistake = service.mistakeOfUserAddress(request, emailAddress);
        if (mistake.isPresent()) {
            return emailPage(request, emailAddress, mistake.get().messageKey());
        }
        boolean corrected = service.correctUserAddress(number, EmailAddresses.normalize(emailAddress));
        flash.addFlashAttribute("notice", corrected ? "emailCorrected" : "signedAlready");
        return RequestPages.seeOther(number);
    }

    private static ModelAndView emailPage(AccessRequest request, String typed, @Nullable String error) {
        return new ModelAndView("request/email", error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("request", request)
                .addObject("typed", TypedText.visible(typed))
                .addObject("error", error);
    }
}
