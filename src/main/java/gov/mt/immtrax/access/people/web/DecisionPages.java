package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.people.dispute.DisputeRepository;
import gov.mt.immtrax.access.people.dispute.DisputeService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Where registry staff decide who is responsible for a disputed account. */
@Controller
@RequestMapping("/staff/accounts/{account}/dispute")
class DecisionPages {

    private final AccountRegister register;
    private final DisputeRepository disputes;
    private final DisputeService service;
    private final FormPage formPage;
    private final AuditTrail audit;

    DecisionPages(
            AccountRegister register,
            DisputeRepository disputes,
            DisputeService service,
            FormPage formPage,
            AuditTrail audit) {
        this.register = register;
        this.disputes = disputes;
        this.service = service;
        this.formPage = formPage;
        this.audit = audit;
    }

    @GetMapping
    ModelAndView form(@PathVariable("account") String number, CsrfToken csrf, Locale locale) {
        Account account = existing(number);
        audit.recordAccount(AuditAction.ACCOUNT_VIEWED, number, account.facts().username());
        return service.form(number)
                .map(file -> page(account, file, Map.of(), List.of(), csrf, locale))
                .orElseGet(() -> seeOther(number));
    }

    @PostMapping
    ModelAndView decide(
            @PathVariable("account") String number,
            HttpServletRequest http,
            CsrfToken csrf,
            Locale locale,
            RedirectAttributes flash) {
        Account account = existing(number);
        Optional<FormFile> file = service.form(number);
        Map<String, Object> values =
                file.map(it -> it.read(http.getParameterMap())).orElse(Map.of());
        try {
            boolean decided = file.isPresent() && service.decide(number, values);
            flash.addFlashAttribute("notice", decided ? "decided" : "alreadyDecided");
            return seeOther(number);
        } catch (FormRejectedException rejected) {
            return page(account, file.orElseThrow(), values, rejected.errors(), csrf, locale);
        }
    }

    private ModelAndView page(
            Account account,
            FormFile file,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf,
            Locale locale) {
        var options = new FormPage.Options(
                "/staff/accounts/" + account.number() + "/dispute",
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, "people.decide.submit", "btn-primary")));
        ModelAndView page = new ModelAndView("people/decide")
                .addObject("account", account)
                .addObject("dispute", disputes.open(account.number()).orElse(null))
                .addObject("form", formPage.render(file, values, errors, locale, options));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    private Account existing(String number) {
        return register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView seeOther(String number) {
        RedirectView view = new RedirectView("/staff/accounts/" + number, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
