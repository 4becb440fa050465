package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements.Move;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where registry staff replace a supervisor who left: they enter the new supervisor, see a preview and confirm. The
 * input travels by POST, because browsers keep URLs.
 */
@Controller
@RequestMapping("/staff/supervisors/replace")
class ReplacePages {

    private final SupervisorReplacements replacements;
    private final AccountRegister register;
    private final SupervisorDepartures departures;
    private final ClinicNames clinics;
    private final StaffDirectory staff;
    private final AuditTrail audit;

    ReplacePages(
            SupervisorReplacements replacements,
            AccountRegister register,
            SupervisorDepartures departures,
            ClinicNames clinics,
            StaffDirectory staff,
            AuditTrail audit) {
        this.replacements = replacements;
        this.register = register;
        this.departures = departures;
        this.clinics = clinics;
        this.staff = staff;
        this.audit = audit;
    }

    /** @param account number of one account; empty to replace the supervisor for all their people */
    @GetMapping
    ModelAndView form(@RequestParam Optional<String> account) {
        return page(new ReplacementForm(account.orElse(null), null, null, null, null, null), Map.of());
    }

    @PostMapping(params = "!change")
    ModelAndView preview(ReplacementForm asked) {
        Map<String, FormError> errors = errors(asked);
        return errors.isEmpty() ? preview(asked, false) : page(asked, errors);
    }

    /** Returns from the preview to the form. */
    @PostMapping(params = "change")
    ModelAndView change(ReplacementForm asked) {
        return page(asked, Map.of());
    }

    @PostMapping("/confirm")
    ModelAndView confirm(ReplacementForm asked, RedirectAttributes flash) {
        Map<String, FormError> errors = errors(asked);
        if (!errors.isEmpty()) {
            return page(asked, errors);
        }
        if (asked.moved() == null || asked.moved() != size(move(asked))) {
            return preview(asked, true); // accounts or requests have changed since the preview
        }
        Move moved = asked.one()
                .map(account -> replacements.replaceFor(account, asked.by(), asked.why()))
                .orElseGet(() -> replacements.replaceAll(asked.former(), asked.by(), asked.why()));
        flash.addFlashAttribute("notice", size(moved) == 0 ? "nothingReplaced" : "replaced");
        RedirectView next = new RedirectView(
                asked.isAboutOne() ? "/staff/accounts/" + asked.account() : peopleOf(asked.by()), true, true, false);
        next.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(next);
    }

    private static String peopleOf(NewSupervisor by) {
        return UriComponentsBuilder.fromPath("/staff/accounts")
                .queryParam("find", "{address}")
                .encode()
                .buildAndExpand(by.address())
                .toUriString();
    }

    private ModelAndView preview(ReplacementForm asked, boolean changed) {
        Move move = move(asked);
        audit.record(AuditAction.ACCOUNTS_LISTED, null, AuditResult.DONE, "of a supervisor to be replaced");
        return new ModelAndView("people/replace-preview")
                .addObject("asked", asked)
                .addObject("move", move)
                .addObject(
                        "clinics",
                        clinics.of(
                                move.accounts(),
                                it -> it.facts().employer(),
                                it -> it.facts().locationName()))
                .addObject("moved", size(move))
                .addObject("changed", changed)
                .addObject("staff", staff.find(asked.by().address()).isPresent())
                .addObject("one", asked.one().map(register::get).orElse(null));
    }

    private ModelAndView page(ReplacementForm asked, Map<String, FormError> errors) {
        ModelAndView page = new ModelAndView("people/replace")
                .addObject("asked", asked.visible())
                .addObject("errors", errors)
                .addObject("one", asked.one().map(this::existing).orElse(null));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    private Map<String, FormError> errors(ReplacementForm asked) {
        Optional<Account> one = asked.one().map(this::existing);
        Map<String, FormError> errors = asked.errors();
        if (one.isPresent() && !errors.containsKey("address")) {
            var facts = one.get().facts();
            String address = EmailAddresses.normalize(Objects.requireNonNull(asked.address()));
            if (address.equals(facts.supervisorAddress())) {
                errors.put("address", FormError.of("address", "people.rule.sameSupervisor"));
            } else if (address.equals(facts.emailAddress())) {
                errors.put("address", FormError.of("address", "people.rule.ownSupervisor"));
            }
        }
        if (errors.isEmpty()
                && departures.hasLeftAny(asked.by().address(), move(asked).accounts())) {
            errors.put("address", FormError.of("address", SupervisorDepartures.LEFT_TOO));
        }
        return errors;
    }

    private Move move(ReplacementForm asked) {
        return asked.one()
                .map(account -> replacements.forOne(account, asked.by()))
                .orElseGet(() -> replacements.forAll(asked.former(), asked.by()));
    }

    private static int size(Move move) {
        return move.accounts().size() + move.requests().size();
    }

    private Account existing(String number) {
        return register.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
