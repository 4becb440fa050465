package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Representation;
import gov.mt.immtrax.access.request.submission.ClinicAnswers;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Shows the form of a request in the same way for a new request and for a correction. */
@Component
class RequestFormView {

    private static final String SUPERVISOR = "supervisorName";

    private final PrefilledAnswers answers;
    private final FormPage formPage;
    private final ClinicAnswers clinics;
    private final CurrentPerson currentPerson;
    private final MessageSource messages;

    RequestFormView(
            PrefilledAnswers answers,
            FormPage formPage,
            ClinicAnswers clinics,
            CurrentPerson currentPerson,
            MessageSource messages) {
        this.currentPerson = currentPerson;
        this.clinics = clinics;
        this.messages = messages;
        this.answers = answers;
        this.formPage = formPage;
    }

    /** The account that the values name, if the reader is responsible for it. */
    Optional<Account> known(Map<String, Object> values) {
        return Optional.ofNullable(values.get("account")).map(Object::toString).flatMap(answers::own);
    }

    /** Asks about what was typed, if there is nothing to correct and only something to confirm. */
    static Optional<ModelAndView> checkPage(String action, Map<String, Object> values, List<FormError> errors) {
        return CheckPage.asksOnly(errors)
                ? Optional.of(CheckPage.asking(
                        action, values.get("legalFirstName") + " " + values.get("legalLastName"), values, errors))
                : Optional.empty();
    }

    ModelAndView show(
            ModelAndView page,
            FormFile file,
            String action,
            String submitKey,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf,
            Locale locale,
            RequestHints.Hints known) {
        var options = new FormPage.Options(
                action,
                Map.of(csrf.getParameterName(), csrf.getToken()),
                List.of(new FormPage.Button(null, null, submitKey, "btn-primary")),
                settled(known),
                beside(known, values, locale),
                known.without(),
                known.offered(),
                clinics.suggestions(currentPerson.official().address()));
        page.addObject("form", formPage.render(file, values, CheckPage.mistakes(errors), locale, options));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    /** Who the authorizing official is, a deputy does not choose. */
    private static Set<String> settled(RequestHints.Hints known) {
        Set<String> settled = new HashSet<>(known.settled());
        Representation.current().ifPresent(official -> settled.add(SUPERVISOR));
        return settled;
    }

    /** The name of the official for whom a deputy fills in the form. */
    static void nameOfficial(Map<String, Object> values, String name) {
        if (Representation.current().isPresent()) {
            values.put(SUPERVISOR, name);
        }
    }

    /** Where an address is asked for, the page says that the directory fills it in. */
    private Map<String, String> beside(RequestHints.Hints known, Map<String, Object> values, Locale locale) {
        Map<String, String> beside = new HashMap<>(known.beside());
        if (values.get("account") == null) {
            beside.put("vfcPin", messages.getMessage("request.new.clinic.hint", null, locale));
        }
        return beside;
    }
}
