package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.Draft;
import gov.mt.immtrax.access.agreement.DraftRepository;
import gov.mt.immtrax.access.agreement.UserAgreement;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Fills in, reads, checks and renders the form of the agreement. */
@Component
class AgreementForm {

    private static final List<FormPage.Button> BUTTONS = List.of(
            new FormPage.Button("action", "review", "agreement.form.review", "btn-primary"),
            new FormPage.Button("action", "save", "agreement.form.save", "btn-secondary"));

    private final FormPage page;
    private final ClinicNames clinics;
    private final DraftRepository drafts;
    private final CurrentPerson currentPerson;
    private final List<FormRule> rules;
    private final BusinessCalendar calendar;
    private final Clock clock;

    AgreementForm(
            FormPage page,
            ClinicNames clinics,
            DraftRepository drafts,
            CurrentPerson currentPerson,
            List<FormRule> rules,
            BusinessCalendar calendar,
            Clock clock) {
        this.page = page;
        this.clinics = clinics;
        this.drafts = drafts;
        this.currentPerson = currentPerson;
        this.rules = rules.stream()
                .filter(rule -> rule.form().equals(UserAgreement.FORM))
                .toList();
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The initial values, before the user has saved a draft. The name is empty, because typing it is the signature. */
    Map<String, Object> begin(AccessRequest request) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("requestNumber", request.number());
        known.put(
                "facilityName",
                clinics.of(request.employer(), request.locationName()).locationName());
        known.put("jobTitle", request.jobTitle());
        known.put("signatureDate", calendar.dateOf(clock.instant()).toString());
        return known;
    }

    /** What somebody goes on with. The facility follows the clinic while it is as it was filled in. */
    Map<String, Object> continued(AccessRequest request, Draft draft) {
        Map<String, Object> values = new LinkedHashMap<>(draft.values());
        ClinicName clinic = clinics.of(request.employer(), request.locationName());
        if (clinic.isOther() && request.locationName().equals(values.get("facilityName"))) {
            values.put("facilityName", clinic.locationName());
        }
        return values;
    }

    /** Reads what was typed on our page, valid or not. Undeclared field names are dropped. */
    Map<String, Object> read(FormFile wording, AccessRequest request, Map<String, String[]> parameters) {
        Map<String, Object> read = wording.read(parameters, "action");
        Map<String, Object> typed = new LinkedHashMap<>();
        for (FormField field : wording.fields()) {
            Object value = read.get(field.name());
            if (value instanceof String || value instanceof Boolean) {
                typed.put(field.name(), value);
            }
        }
        typed.put("requestNumber", request.number());
        return typed;
    }

    Optional<Draft> draft(AccessRequest request) {
        return drafts.find(
                UserAgreement.FORM, request.number(), currentPerson.require().address());
    }

    void save(AccessRequest request, Map<String, Object> values) {
        drafts.save(
                UserAgreement.FORM, request.number(), currentPerson.require().address(), values);
    }

    /** Checks the values field by field. Rules are checked only if every field is valid on its own. */
    List<FormError> errors(FormFile wording, AccessRequest request, Map<String, Object> values) {
        List<FormError> errors = wording.check(values);
        if (!errors.isEmpty()) {
            return errors;
        }
        FormSubmission submission = new FormSubmission(
                UserAgreement.FORM,
                AccessRequestProcess.SIGN_USER_AGREEMENT,
                Optional.of(request.number()),
                wording.clean(values));
        return rules.stream().flatMap(rule -> rule.check(submission).stream()).toList();
    }

    /** The form with its buttons, as HTML. */
    String render(
            FormFile wording,
            AccessRequest request,
            Map<String, Object> values,
            List<FormError> errors,
            CsrfToken csrf) {
        return page.render(
                wording,
                values,
                errors,
                LocaleContextHolder.getLocale(),
                new FormPage.Options(
                        "/agreements/" + request.number(), Map.of(csrf.getParameterName(), csrf.getToken()), BUTTONS));
    }

    /** The wording with the answers, as HTML. */
    String renderAnswers(FormFile wording, Map<String, Object> values) {
        return page.renderAnswers(wording, values, LocaleContextHolder.getLocale());
    }
}
