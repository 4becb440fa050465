package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.RequestType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a supervisor is asked about before a request is submitted: not wrong, but in contradiction to what is known. The
 * answer is a second press of a button.
 */
@Component
public class RequestQuestions {

    private final AccessDeletionLookup endings;
    private final AccountRegister register;

    RequestQuestions(AccessDeletionLookup endings, AccountRegister register) {
        this.endings = endings;
        this.register = register;
    }

    /**
     * One question.
     *
     * @param key of the message, which takes the number and the day
     * @param number of the case that the request contradicts
     * @param day on which that case takes effect
     * @param page of that case; null if the asker may not open it
     */
    public record Question(String key, String number, LocalDate day, String page) {

        @Override
        public String toString() {
            return "Question[" + number + "]";
        }
    }

    /** @param values of a form whose fields are valid */
    public List<Question> about(Map<String, Object> values, Person asker) {
        return plannedEnd(values, asker).stream().toList();
    }

    /** The access ends on a day to come, and the request asks for more than that. */
    private Optional<Question> plannedEnd(Map<String, Object> values, Person asker) {
        String address = EmailAddresses.normalize((String) values.get("emailAddress"));
        return endings.openFor(address)
                .filter(AccessDeletionLookup.Ending::planned)
                .filter(ending -> asker.hasAddress(ending.supervisorAddress()) || isOwn(address, asker))
                .flatMap(ending -> contradiction(values, ending.lastDay())
                        .map(key -> new Question(
                                key,
                                ending.number(),
                                ending.lastDay(),
                                endings.pageOf(ending.number(), asker).orElse(null))));
    }

    private static Optional<String> contradiction(Map<String, Object> values, LocalDate lastDay) {
        if (RequestType.CHANGE_EMPLOYER.name().equals(values.get("requestType"))) {
            return Optional.of("request.question.moveClosesDeletion");
        }
        if (isAfter(values.get("startDate"), lastDay)) {
            return Optional.of("request.question.startsAfterDeletion");
        }
        return isAfter(values.get("endDate"), lastDay)
                ? Optional.of("request.question.endsAfterDeletion")
                : Optional.empty();
    }

    private static boolean isAfter(Object day, LocalDate lastDay) {
        return day != null && LocalDate.parse(day.toString()).isAfter(lastDay);
    }

    private boolean isOwn(String address, Person asker) {
        return register.ofPerson(address).stream()
                .anyMatch(account -> asker.hasAddress(account.facts().supervisorAddress()));
    }
}
