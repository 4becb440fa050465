package gov.mt.immtrax.access.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/**
 * Lets the service use the engine in the call of a person, whom the engine's guard limits to the commands of Tasklist
 * and Cockpit. Within a command of theirs that is so by itself; what runs after it, before the transaction is
 * committed, has to say so.
 */
@Component
public class ServiceAuthority {

    private final IdentityService people;

    ServiceAuthority(IdentityService people) {
        this.people = people;
    }

    /** Runs work of the service itself; the person is logged in to the engine again afterwards. */
    public void run(Runnable work) {
        Authentication person = people.getCurrentAuthentication();
        if (person == null) {
            work.run();
            return;
        }
        people.clearAuthentication();
        try {
            work.run();
        } finally {
            people.setAuthentication(person);
        }
    }
}
