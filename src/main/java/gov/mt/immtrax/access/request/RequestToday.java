package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.identity.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is true today of a request. Requests and agreements keep what was true when they were made, so their pages show
 * both.
 */
@Component
@Transactional(readOnly = true)
public class RequestToday {

    private final AccessRequestRepository requests;
    private final AccountRegister register;
    private final ClinicNames clinics;

    RequestToday(AccessRequestRepository requests, AccountRegister register, ClinicNames clinics) {
        this.requests = requests;
        this.register = register;
        this.clinics = clinics;
    }

    /**
     * What differs today, by message key of its label; empty if nothing does. Person and supervisor are those of the
     * account, for staff and those whom it concerns today. While a request is open, it follows what becomes of them.
     */
    public Map<String, String> of(AccessRequest request, Person reader) {
        Map<String, String> today = new LinkedHashMap<>();
        Optional<AccountFacts> facts = Optional.of(request)
                .filter(it -> !it.status().isOpen())
                .flatMap(it -> requests.accountOf(it.number()))
                .flatMap(register::find)
                .map(it -> it.facts())
                .filter(it -> reader.worksOnRequests()
                        || reader.hasAddress(it.emailAddress())
                        || reader.hasAddress(it.supervisorAddress()));
        facts.map(AccountFacts::personName)
                .filter(name -> !name.equals(request.userName()))
                .ifPresent(name -> today.put("request.today.person", name));
        ClinicName clinic = clinics.of(request.employer(), request.locationName());
        if (clinic.isOther()) {
            today.put("request.today.clinic", clinic.today());
        }
        facts.filter(it -> it.supervisorAddress() != null)
                .filter(it -> !request.supervisorAddress().equals(it.supervisorAddress()))
                .ifPresent(it -> today.put(
                        "request.today.supervisor",
                        Objects.requireNonNullElse(it.supervisorName(), it.supervisorAddress())));
        return today;
    }
}
