package gov.mt.immtrax.access.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Lets a test of the models say who acts, without a login. */
@TestComponent
@Primary
public class ActingPerson implements CurrentPerson {

    private Person person;

    public void is(String address, Role... roles) {
        Set<Role> all = EnumSet.of(Role.CITIZEN);
        all.addAll(Set.of(roles));
        person = new Person("https://login.example.org", "sub-" + address, address, address, all);
    }

    public void isNobody() {
        person = null;
    }

    @Override
    public Optional<Person> find() {
        return Optional.ofNullable(person);
    }

    @Override
    public Optional<String> networkAddress() {
        return Optional.of("192.0.2.7");
    }
}
