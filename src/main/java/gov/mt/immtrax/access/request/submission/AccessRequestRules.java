package gov.mt.immtrax.access.request.submission;

import static gov.mt.immtrax.access.request.AccountMatches.OTHER_EMPLOYER;

import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.OtherEmployer;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.SignatureMatch;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules that involve several fields of an access request, in the order of the fields. */
@Configuration(proxyBeanMethods = false)
class AccessRequestRules {

    private static final int OLDEST_AGE = 110;
    private static final int YOUNGEST_AGE = 14;

    /** A Change Employer request requires prior access. */
    @Bean
    FormRule employerIsChangedOnlyAfterPriorAccess() {
        return rule(form ->
                form.requiredText("requestType").equals("CHANGE_EMPLOYER") && "NO".equals(form.text("hadPriorAccess"))
                        ? FormError.of("hadPriorAccess", "request.rule.noPriorAccess")
                        : null);
    }

    /** Change Employer moves an account. Whoever goes on working for the other employer needs New Access. */
    @Bean
    FormRule accessIsKeptByNewAccess() {
        return rule(form -> form.requiredText("requestType").equals("CHANGE_EMPLOYER")
                        && OtherEmployer.AS_WELL.name().equals(form.text(OTHER_EMPLOYER))
                ? FormError.of(OTHER_EMPLOYER, "request.rule.otherEmployerKeeps")
                : null);
    }

    /** A request that started before corrections were looked at for what was signed cannot have a new signature. */
    @Bean
    FormRule olderRequestStaysWithWhatWasSigned(AccessRequestRepository requests) {
        return rule(form -> form.routing().containsKey(SignatureMatch.COUNTS)
                ? null
                : form.caseNumber()
                        .map(requests::get)
                        .filter(old -> !old.requestType().name().equals(form.requiredText("requestType"))
                                || SignatureMatch.isVoid(old, RequestForm.corrected(form, old)))
                        .map(old -> FormError.of("requestType", "request.rule.olderRequest"))
                        .orElse(null));
    }

    /** One name alone is the last name, so that lists and searches have something to go by. */
    @Bean
    FormRule lastNameIsThere() {
        return rule(form -> PersonName.NONE.equals(form.text("legalLastName"))
                ? FormError.of("legalLastName", "request.rule.lastNameMissing")
                : null);
    }

    /** A birth date in the future, of a child or in 1899 is a typing error. */
    @Bean
    FormRule birthDateIsPlausible(BusinessCalendar calendar, Clock clock) {
        return rule(form -> {
            if (form.text("dateOfBirth") == null) { // not on the form for a known account
                return null;
            }
            LocalDate born = LocalDate.parse(form.text("dateOfBirth"));
            LocalDate today = calendar.dateOf(clock.instant());
            if (!born.isBefore(today)) {
                return FormError.of("dateOfBirth", "request.rule.birthDateInFuture");
            }
            boolean plausible =
                    born.isAfter(today.minusYears(OLDEST_AGE)) && !born.isAfter(today.minusYears(YOUNGEST_AGE));
            return plausible ? null : FormError.of("dateOfBirth", "request.rule.birthDateImplausible");
        });
    }

    /**
     * A second request of a supervisor for the same person at the same employer would cause the same work twice. Those
     * of others neither keep them from theirs nor are shown to them: the help desk keeps one.
     */
    @Bean
    FormRule noOtherRequestIsOpen(AccessRequestRepository requests, CurrentPerson currentPerson, Employers employers) {
        return rule(form -> requests.openFor(EmailAddresses.normalize(form.requiredText("emailAddress"))).stream()
                .filter(other -> !staysWithThePerson(form, requests))
                .filter(other -> !form.caseNumber().equals(Optional.of(other.number())))
                .filter(other -> currentPerson.official().hasAddress(other.supervisorAddress()))
                .filter(other -> employers.same(
                        other.employer(),
                        other.locationName(),
                        form.requiredText("employer"),
                        form.requiredText("locationName")))
                .findFirst()
                .map(other -> FormError.of(
                        "emailAddress",
                        "request.rule.openRequest",
                        new FormLink(other.number(), "/requests/" + other.number())))
                .orElse(null));
    }

    /**
     * Once the last day of an access deletion has come, no new access for the same work is accepted, because the
     * deletion ends it. Before that day a request is accepted, see {@link RequestQuestions}. Other employers are not
     * informed and need not wait: an account that moves is not ended by an earlier deletion.
     */
    @Bean
    FormRule noDeletionIsOpen(AccessDeletionLookup endings, Employers employers, CurrentPerson currentPerson) {
        return rule(form -> form.caseNumber().isPresent()
                ? null
                : endings.openFor(EmailAddresses.normalize(form.requiredText("emailAddress"))).stream()
                        .filter(ending -> !ending.planned())
                        .filter(ending -> employers.same(
                                        ending.employer(),
                                        ending.locationName(),
                                        form.requiredText("employer"),
                                        form.requiredText("locationName"))
                                || !form.requiredText("requestType").equals("NEW_ACCESS")
                                        && currentPerson.official().hasAddress(ending.supervisorAddress()))
                        .findFirst()
                        .map(ending -> currentPerson.official().hasAddress(ending.supervisorAddress())
                                ? FormError.of(
                                        "emailAddress",
                                        "request.rule.openDeletion",
                                        new FormLink(ending.number(), ending.page()))
                                : FormError.of("emailAddress", "request.rule.openDeletionOfOthers"))
                        .orElse(null));
    }

    /** A start date years away is a typing error. */
    @Bean
    FormRule startDateIsPlausible(StartDates startDates) {
        return rule(form -> startDates
                .mistake(LocalDate.parse(form.text("startDate")), form.text("account") != null)
                .orElse(null));
    }

    /** Access that has already ended cannot be requested. */
    @Bean
    FormRule endDateIsNotInThePast(BusinessCalendar calendar, Clock clock) {
        return rule(form -> {
            String end = form.text("endDate");
            return end != null
                            && LocalDate.parse(end).isBefore(calendar.dateOf(clock.instant()))
                            && !LocalDate.parse(end).isBefore(LocalDate.parse(form.requiredText("startDate")))
                    ? FormError.of("endDate", "request.rule.endDateInPast")
                    : null;
        });
    }

    /** Access cannot end before it starts. */
    @Bean
    FormRule endDateIsNotBeforeStartDate() {
        return rule(form -> {
            String end = form.text("endDate");
            return end != null && LocalDate.parse(end).isBefore(LocalDate.parse(form.requiredText("startDate")))
                    ? FormError.of("endDate", "request.rule.endBeforeStart")
                    : null;
        });
    }

    /** A replacement may have made two open requests for a person those of one supervisor; both can be corrected. */
    private static boolean staysWithThePerson(FormSubmission form, AccessRequestRepository requests) {
        return form.caseNumber()
                .map(requests::get)
                .filter(old -> old.emailAddress().equals(EmailAddresses.normalize(form.requiredText("emailAddress"))))
                .isPresent();
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(RequestForm.NAME, check);
    }
}
