package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Representation;
import gov.mt.immtrax.access.people.dispute.DisputeRepository;
import gov.mt.immtrax.access.people.dispute.DisputeService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * Where a supervisor disputes that someone is their employee, after a confirmation. Other supervisors' accounts are
 * treated as not found.
 */
@Controller
@RequestMapping("/people/{account}/dispute")
class DisputePages {

    private static final int LONGEST_NOTE = 1000;

    private final AccountRegister register;
    private final ActsFor actsFor;
    private final DisputeRepository disputes;
    private final DisputeService service;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    DisputePages(
            AccountRegister register,
            ActsFor actsFor,
            DisputeRepository disputes,
            DisputeService service,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.register = register;
        this.actsFor = actsFor;
        this.disputes = disputes;
        this.service = service;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping
    ModelAndView ask(@PathVariable("account") String number) {
        return page(own(number), null, null);
    }

    @PostMapping
    ModelAndView dispute(
            @PathVariable("account") String number, @RequestParam Optional<String> note, RedirectAttributes flash) {
        Account account = own(number);
        Optional<String> said = note.map(TypedText::clean).filter(text -> !text.isEmpty());
        Optional<FormError> wrong = said.flatMap(text -> TypedText.mistake("note", text, LONGEST_NOTE));
        if (wrong.isPresent()) {
            ModelAndView page = page(account, TypedText.visibleText(said.get()), wrong.get());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        if (account.isActive()) {
            dispute(account, said.orElse(null));
            flash.addFlashAttribute("notice", "disputed");
        }
        RedirectView list = new RedirectView(back(account), true);
        list.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(list);
    }

    private void dispute(Account account, @Nullable String note) {
        try {
            service.dispute(account, currentPerson.official(), note);
        } catch (DuplicateKeyException twice) {
            // the button was pressed twice at once: the dispute is already open
        }
    }

    private ModelAndView page(Account account, @Nullable String note, @Nullable FormError wrong) {
        return new ModelAndView("people/dispute")
                .addObject("account", account)
                .addObject("disputed", disputes.open(account.number()).isPresent())
                .addObject("note", note)
                .addObject("back", back(account))
                .addObject("wrong", wrong);
    }

    /** The list that the account is in: the reader's, or that of the official for whom they act. */
    private String back(Account account) {
        return Representation.current().isEmpty()
                ? "/people"
                : actsFor.officials().stream()
                        .filter(it ->
                                it.officialAddress().equals(account.facts().supervisorAddress()))
                        .findFirst()
                        .map(it -> "/people/for/" + it.number())
                        .orElse("/people");
    }

    private Account own(String number) {
        return register.find(number).filter(actsFor::takeUp).orElseThrow(() -> {
            audit.recordRefusal(null, "/people/" + number + "/dispute");
            return new ResponseStatusException(HttpStatus.NOT_FOUND);
        });
    }
}
