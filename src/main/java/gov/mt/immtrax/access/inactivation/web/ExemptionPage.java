package gov.mt.immtrax.access.inactivation.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.inactivation.lifecycle.ExemptionService;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where registry staff exempt an account from inactivity and end the exemption. The form is part of the account's page
 * ({@code templates/inactivation/exemption.html}), and a separate page if it contains errors.
 */
@Controller
class ExemptionPage {

    /** Leaves room for the text that precedes the reason in the account's history. */
    private static final int LONGEST_REASON = 900;

    private final AccountRegister register;
    private final ExemptionService exemptions;

    ExemptionPage(AccountRegister register, ExemptionService exemptions) {
        this.register = register;
        this.exemptions = exemptions;
    }

    @PostMapping("/staff/accounts/{account}/exemption")
    ModelAndView exempt(
            @PathVariable("account") String number,
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        Account account = existing(number);
        Map<String, FormError> errors = new LinkedHashMap<>();
        TypedDate until = TypedDate.read("until", typed::get);
        Optional<LocalDate> day = until.date();
        if (until.isBlank() || day.filter(it -> !exemptions.mayLastUntil(it)).isPresent()) {
            errors.put("until", FormError.of("until", "inactivation.exemption.until.wrong"));
        } else {
            until.mistake("until").ifPresent(it -> errors.put("until", it));
        }
        String why = TypedText.clean(reason);
        if (why.isEmpty()) {
            errors.put("reason", FormError.of("reason", "inactivation.exemption.reason.missing"));
        } else {
            TypedText.mistake("reason", why, LONGEST_REASON).ifPresent(it -> errors.put("reason", it));
        }
        if (day == null || !errors.isEmpty()) {
            ModelAndView page = new ModelAndView("inactivation/exempt", HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("account", account)
                    .addObject("exemption", exemptions.find(number).orElse(null))
                    .addObject("until", until)
                    .addObject("reason", TypedText.visibleText(why))
                    .addObject("exemptionErrors", errors);
        }
        boolean exempted = exemptions.exempt(number, day.orElseThrow(), why);
        flash.addFlashAttribute("accountNotice", exempted ? "exempted" : "notActive");
        return backTo(number);
    }

    @PostMapping("/staff/accounts/{account}/exemption/end")
    ModelAndView end(@PathVariable("account") String number, RedirectAttributes flash) {
        existing(number);
        flash.addFlashAttribute("accountNotice", exemptions.end(number) ? "exemptionEnded" : "notExempt");
        return backTo(number);
    }

    private Account existing(String number) {
        return register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView backTo(String number) {
        RedirectView view = new RedirectView("/staff/accounts/" + number, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
