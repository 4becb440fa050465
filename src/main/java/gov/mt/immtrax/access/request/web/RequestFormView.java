package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Shows the form of a request in the same way for a new request and for a correction. */
@Component
class RequestFormView {

    static final String CONFIRM = "confirm";
    static final String CHANGE = "change";

    private final PrefilledAnswers answers;
    private final CurrentPerson currentPerson;
    private final FormPage formPage;

    RequestFormView(PrefilledAnswers answers, CurrentPerson currentPerson, FormPage formPage) {
        this.answers = answers;
        this.currentPerson = currentPerson;
        this.formPage = formPage;
    }

    /** The account that the values name, if the reader is responsible for it. */
    Optional<Account> known(Map<String, Object> values) {
        return Optional.ofNullable(values.get("account"))
                .flatMap(number -> answers.own(number.toString(), currentPerson.require()));
    }

    /** The values with the confirmation that the check page asked for, if its button was pressed. */
    static Map<String, Object> confirmed(Map<String, Object> values, HttpServletRequest http) {
        Map<String, Object> confirmed = new LinkedHashMap<>(values);
        if (http.getParameter(CONFIRM) != null) {
            RequestForm.CONFIRMATIONS.forEach(field -> confirmed.put(field, true));
        }
        return confirmed;
    }

    /** Asks about what was typed, if there is nothing to correct and only something to confirm. */
    static Optional<ModelAndView> checkPage(String action, Map<String, Object> values, List<FormError> errors) {
        return errors.stream().allMatch(error -> RequestForm.CONFIRMATIONS.contains(error.field()))
                ? Optional.of(check(action, values, errors))
                : Optional.empty();
    }

    /** The page with one or more questions about values, which are sent again with the answer. */
    static ModelAndView check(String action, Map<String, ?> values, List<FormError> questions) {
        return new ModelAndView("request/check")
                .addObject("action", action)
                .addObject("values", values)
                .addObject("questions", questions)
                .addObject("about", questions.size() == 1 ? questions.get(0).field() : "several");
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
                known.settled(),
                known.beside(),
                known.without());
        // what has to be confirmed is asked about once there is nothing left to correct
        List<FormError> mistakes = errors.stream()
                .filter(error -> !RequestForm.CONFIRMATIONS.contains(error.field()))
                .toList();
        page.addObject("form", formPage.render(file, values, mistakes, locale, options));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }
}
