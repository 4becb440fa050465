package gov.mt.immtrax.access.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Lets a test of the models say who acts, without a login. */
@TestComponent
@Primary
public class ActingPerson implements CurrentPerson {

    private final ThreadLocal<Person> here = new ThreadLocal<>();
    private Person person;

    public void is(String address, Role... roles) {
        person = person(address, roles);
    }

    /** What somebody does in this thread, whoever acts elsewhere at the same moment. */
    public <T> T as(String address, Callable<T> deed, Role... roles) throws Exception {
        here.set(person(address, roles));
        try {
            return deed.call();
        } finally {
            here.remove();
        }
    }

    private static Person person(String address, Role... roles) {
        Set<Role> all = EnumSet.of(Role.CITIZEN);
        all.addAll(Set.of(roles));
        return new Person("https://login.example.org", "sub-" + address, address, address, all);
    }

    public void isNobody() {
        person = null;
    }

    @Override
    public Optional<Person> find() {
        return Optional.ofNullable(here.get() == null ? person : here.get());
    }

    @Override
    public Optional<String> networkAddress() {
        return Optional.of("192.0.2.7");
    }
}
