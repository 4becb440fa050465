package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a supervisor is asked about before a request is accepted: it is not wrong, but may be a slip, or contradicts
 * what is known.
 */
@Configuration(proxyBeanMethods = false)
class RequestQuestions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);

    /** A start date far ahead may be a slip in the year, so somebody has to confirm it once. */
    @Bean
    FormRule farStartDateIsConfirmed(StartDates startDates, AccessRequestRepository requests) {
        return rule(form -> {
            LocalDate start = LocalDate.parse(form.requiredText("startDate"));
            boolean confirmed = isTicked(form, StartDates.CONFIRMED)
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

    /**
     * A supervisor cannot authorize their own access, so registry staff decide on it. Their own address may also be a
     * slip, so they confirm it once.
     */
    @Bean
    FormRule ownAccessIsConfirmed(CurrentPerson currentPerson, AccessRequestRepository requests) {
        return rule(form -> {
            boolean own = currentPerson.official().hasAddress(form.requiredText("emailAddress"));
            boolean confirmed = isTicked(form, RequestForm.OWN_ACCESS_CONFIRMED)
                    || form.caseNumber()
                            .map(requests::get)
                            .filter(AccessRequest::isOwn)
                            .isPresent();
            return own && !confirmed
                    ? FormError.question(RequestForm.OWN_ACCESS_CONFIRMED, "request.rule.ownAccess")
                    : null;
        });
    }

    /** Nobody requests anything for themselves as a deputy, or for the official. */
    @Bean
    FormRule deputyActsForOthers(ActsFor actsFor) {
        return rule(form -> actsFor.mistake("emailAddress", form.text("emailAddress"))
                .or(() -> actsFor.mistake("newEmailAddress", form.text("newEmailAddress")))
                .orElse(null));
    }

    /** The access ends on a day to come, and the request asks for more than that. */
    @Bean
    FormRule plannedEndIsConfirmed(
            AccessDeletionLookup endings,
            AccountRegister register,
            ActsFor actsFor,
            Employers employers,
            CurrentPerson currentPerson) {
        return rule(form -> {
            Person requester = currentPerson.official();
            String address = EmailAddresses.normalize(form.requiredText("emailAddress"));
            return isTicked(form, RequestForm.DESPITE_CONTRADICTION)
                    ? null
                    : endings.openFor(address).stream()
                            .filter(AccessDeletionLookup.Ending::planned)
                            .filter(ending -> !isNewAt(form, ending, employers))
                            .filter(ending -> requester.hasAddress(ending.supervisorAddress())
                                    || isResponsible(register, actsFor, address))
                            .flatMap(ending -> contradiction(form, ending.lastDay())
                                    .map(key -> FormError.question(
                                            RequestForm.DESPITE_CONTRADICTION,
                                            key,
                                            link(endings, ending.number(), requester),
                                            DAY.format(ending.lastDay())))
                                    .stream())
                            .findFirst()
                            .orElse(null);
        });
    }

    /** Whether New Access is for another employer than the access that ends. */
    private static boolean isNewAt(FormSubmission form, AccessDeletionLookup.Ending ending, Employers employers) {
        return RequestType.NEW_ACCESS.name().equals(form.text("requestType"))
                && !employers.same(
                        ending.employer(),
                        ending.locationName(),
                        form.requiredText("employer"),
                        form.requiredText("locationName"));
    }

    /** The number, as a link if the requester may open its page. */
    private static Object link(AccessDeletionLookup endings, String number, Person requester) {
        return endings.pageOf(number, requester)
                .map(page -> (Object) new FormLink(number, page))
                .orElse(number);
    }

    private static Optional<String> contradiction(FormSubmission form, LocalDate lastDay) {
        if (RequestType.CHANGE_EMPLOYER.name().equals(form.text("requestType"))) {
            return Optional.of("request.question.moveClosesDeletion");
        }
        if (isAfter(form.text("startDate"), lastDay)) {
            return Optional.of("request.question.startsAfterDeletion");
        }
        return isAfter(form.text("endDate"), lastDay)
                ? Optional.of("request.question.endsAfterDeletion")
                : Optional.empty();
    }

    private static boolean isAfter(@Nullable String day, LocalDate lastDay) {
        return day != null && LocalDate.parse(day).isAfter(lastDay);
    }

    private static boolean isResponsible(AccountRegister register, ActsFor actsFor, String address) {
        return register.ofPerson(address).stream().anyMatch(actsFor::answersFor);
    }

    private static boolean isTicked(FormSubmission form, String field) {
        return Boolean.TRUE.equals(form.values().get(field));
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(RequestForm.NAME, check);
    }
}
