package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.identity.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a supervisor need not type again who asks for something for a person of their own: what the register knows, and
 * what they have typed themselves when they asked the last time.
 */
@Component
public class KnownAnswers {

    private final AccountRegister register;
    private final AccessRequests requests;

    KnownAnswers(AccountRegister register, AccessRequests requests) {
        this.register = register;
        this.requests = requests;
    }

    /**
     * Values of the access request's fields; why and from when is always asked anew.
     *
     * @return empty if there is no such account, or if somebody else answers for it
     */
    public Optional<Map<String, Object>> about(String account, Person asker) {
        return register.find(account)
                .filter(known -> asker.hasAddress(known.facts().supervisorAddress()))
                .map(known -> values(known, asker));
    }

    /** An account that is not in use and that the asker answers for; empty for any other. */
    public Optional<Account> inactivated(String account, Person asker) {
        return register.find(account)
                .filter(known -> !known.isActive() && asker.hasAddress(known.facts().supervisorAddress()));
    }

    private Map<String, Object> values(Account account, Person asker) {
        AccountFacts facts = account.facts();
        Map<String, Object> values = requests.lastAbout(account.number(), facts.emailAddress(), asker.address())
                .map(RequestForm::values)
                .orElseGet(LinkedHashMap::new);
        values.keySet().removeAll(Set.of("requestType", "startDate", "endDate", "justification"));
        values.put("legalFirstName", facts.firstName());
        values.put("legalLastName", facts.lastName());
        values.put("emailAddress", facts.emailAddress());
        values.put("hadPriorAccess", "YES");
        values.put("employer", facts.employer());
        values.put("locationName", facts.locationName());
        values.put("vfcPin", facts.vfcPin());
        values.put("accessLevel", facts.accessLevel().name());
        values.put("supervisorName", facts.supervisorName());
        return values;
    }
}
