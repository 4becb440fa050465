package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.CheckPage;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
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
                known.settled(),
                known.beside(),
                known.without(),
                known.offered());
        page.addObject("form", formPage.render(file, values, CheckPage.mistakes(errors), locale, options));
        if (!errors.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }
}
