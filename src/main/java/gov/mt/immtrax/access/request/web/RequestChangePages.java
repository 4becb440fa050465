package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.process.StartDates;
import jakarta.servlet.http.HttpServletRequest;
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

    private static final String START = "startDate";

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
                ? startDatePage(request, TypedDate.parse(request.startDate().toString()), null)
                : RequestPages.seeOther(number);
    }

    /** Takes the date in three inputs or in one; asks first if its year may be a slip. */
    @PostMapping("/start-date")
    ModelAndView changeStartDate(@PathVariable String number, HttpServletRequest http, RedirectAttributes flash) {
        AccessRequest request = visible.ownOrForHelpDesk(number);
        TypedDate typed = TypedDate.read(START, http::getParameter);
        CheckPage.Answer answer = CheckPage.Answer.of(http.getParameterMap());
        if (answer.changing() && request.status().isOpen()) {
            return startDatePage(request, typed, null);
        }
        Optional<LocalDate> day = typed.date();
        Optional<FormError> mistake = typed.isBlank()
                ? Optional.of(FormError.of(START, "form.error.required"))
                : typed.mistake(START).or(() -> day.flatMap(start -> mistake(request, start)));
        if (day.isEmpty() || mistake.isPresent()) {
            return startDatePage(request, typed, mistake.orElseThrow());
        }
        Optional<FormError> question =
                startDates.question(day.get()).filter(asked -> !day.get().equals(request.startDate()));
        if (question.isPresent() && !answer.confirms(question.get().field())) {
            return CheckPage.asking(
                    "/requests/" + number + "/start-date",
                    request.userName(),
                    Map.of(START, day.get().toString()),
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
                        .map(end -> FormError.of(START, "request.rule.endBeforeStart")));
    }

    private static ModelAndView startDatePage(AccessRequest request, TypedDate typed, @Nullable FormError error) {
        return new ModelAndView("request/start-date", error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("request", request)
                .addObject("typed", typed)
                .addObject("error", error);
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
