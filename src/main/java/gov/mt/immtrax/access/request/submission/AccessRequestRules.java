package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules that involve several fields of an access request, in the order of the fields. */
@Configuration(proxyBeanMethods = false)
class AccessRequestRules {

    private static final List<String> SIGNED_BEFORE =
            List.of("legalFirstName", "legalLastName", "emailAddress", "employer");

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

    /** A correction cannot change the request type, because the type has already determined the path of the request. */
    @Bean
    FormRule typeStaysInCorrection(AccessRequestRepository requests) {
        return rule(form -> form.caseNumber()
                .map(requests::get)
                .filter(old -> !old.requestType().name().equals(form.text("requestType")))
                .map(old -> FormError.of("requestType", "request.rule.typeStays"))
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
     * A supervisor cannot authorize their own access, so registry staff decide on it. Their own address may also be a
     * slip, so they confirm it once.
     */
    @Bean
    FormRule ownAccessIsConfirmed(CurrentPerson currentPerson, AccessRequestRepository requests) {
        return rule(form -> {
            boolean own = currentPerson.require().hasAddress(form.requiredText("emailAddress"));
            boolean confirmed = Boolean.TRUE.equals(form.values().get(RequestForm.OWN_ACCESS_CONFIRMED))
                    || form.caseNumber()
                            .map(requests::get)
                            .filter(AccessRequest::isOwn)
                            .isPresent();
            return own && !confirmed ? FormError.of(RequestForm.OWN_ACCESS_CONFIRMED, "request.rule.ownAccess") : null;
        });
    }

    /** The person who signed is identified by the address, so another address would be another person. */
    @Bean
    FormRule addressStaysOnceSigned(AccessRequestRepository requests, Timeline timeline) {
        return rule(form -> form.caseNumber()
                .map(requests::get)
                .filter(old -> !old.emailAddress().equals(EmailAddresses.normalize(form.requiredText("emailAddress"))))
                .filter(old -> timeline.last(old.number(), RequestEventType.AGREEMENT_SIGNED)
                        .isPresent())
                .map(old -> FormError.of("emailAddress", "request.rule.addressStays"))
                .orElse(null));
    }

    /** An agreement on file is for one person at one employer, so a correction cannot change either of them. */
    @Bean
    FormRule nothingIsCorrectedThatWasSignedBefore(AccessRequestRepository requests) {
        return rule(form -> Boolean.TRUE.equals(form.routing().get("agreementOnFile"))
                ? form.caseNumber()
                        .map(requests::get)
                        .map(RequestForm::values)
                        .flatMap(old -> SIGNED_BEFORE.stream()
                                .filter(field -> !Objects.requireNonNull(old.get(field))
                                        .toString()
                                        .equalsIgnoreCase(form.text(field)))
                                .findFirst())
                        .map(field -> FormError.of(field, "request.rule.signedBefore"))
                        .orElse(null)
                : null);
    }

    /** A second request for the same person would cause the same work twice. */
    @Bean
    FormRule noOtherRequestIsOpen(AccessRequestRepository requests, CurrentPerson currentPerson) {
        return rule(form -> requests.findOpenFor(EmailAddresses.normalize(form.requiredText("emailAddress")))
                .filter(other -> !form.caseNumber().equals(Optional.of(other.number())))
                .map(other -> currentPerson.require().hasAddress(other.supervisorAddress())
                        ? FormError.of(
                                "emailAddress",
                                "request.rule.openRequest",
                                new FormLink(other.number(), "/requests/" + other.number()))
                        : FormError.of("emailAddress", "request.rule.openRequestOfOthers"))
                .orElse(null));
    }

    /**
     * While an access deletion is open, no new access for the same work is accepted, because the deletion could end it.
     * Other employers are not informed and need not wait: an account that moves is not ended by an earlier deletion.
     */
    @Bean
    FormRule noDeletionIsOpen(AccessDeletionLookup endings, CurrentPerson currentPerson) {
        return rule(form -> form.caseNumber().isPresent()
                ? null
                : endings.openFor(EmailAddresses.normalize(form.requiredText("emailAddress")))
                        .filter(ending -> currentPerson.require().hasAddress(ending.supervisorAddress())
                                || ending.employer()
                                        .strip()
                                        .equalsIgnoreCase(
                                                form.requiredText("employer").strip()))
                        .map(ending -> currentPerson.require().hasAddress(ending.supervisorAddress())
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

    /** A start date far ahead may be a slip in the year, so somebody has to confirm it once. */
    @Bean
    FormRule farStartDateIsConfirmed(StartDates startDates, AccessRequestRepository requests) {
        return rule(form -> {
            LocalDate start = LocalDate.parse(form.requiredText("startDate"));
            boolean confirmed = Boolean.TRUE.equals(form.values().get(StartDates.CONFIRMED))
                    || form.caseNumber()
                            .map(requests::get)
                            .filter(old -> old.startDate().equals(start))
                            .isPresent();
            return confirmed
                            || startDates
                                    .mistake(start, form.text("account") != null)
                                    .isPresent()
                    ? null
                    : startDates.question(start).orElse(null);
        });
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

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(RequestForm.NAME, check);
    }
}
