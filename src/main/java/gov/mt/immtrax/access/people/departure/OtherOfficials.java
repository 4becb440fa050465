package gov.mt.immtrax.access.people.departure;

import static java.util.stream.Collectors.toSet;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.mail.Deputies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Suggests who could take over people: the one place that does. */
@Repository
public class OtherOfficials {

    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final SupervisorDepartures left;
    private final Deputies deputies;
    private final ClinicNames names;

    OtherOfficials(JdbcClient jdbc, SupervisorDepartures left, Deputies deputies, ClinicNames names) {
        this.names = names;
        this.jdbc = jdbc;
        this.left = left;
        this.deputies = deputies;
    }

    /**
     * Somebody who answers for other people of the same employer and has access of their own, or is a deputy.
     *
     * @param people number of active accounts that they answer for there
     * @param nearby how many of these are at the same location
     * @param deputy whether they are the deputy of the supervisor who left
     */
    public record Official(@Nullable String name, String address, int people, int nearby, boolean deputy) {

        @Override
        public String toString() {
            return "Official[" + people + "]";
        }
    }

    /**
     * Who could take over people: the deputies of the supervisor, then other officials, those of the same location
     * first.
     *
     * @param former normalized address of the supervisor who left
     */
    public List<Official> of(String former, List<Account> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        List<Official> others = jdbc.sql("""
                        select p.supervisor_address, max(p.supervisor_name) as name, count(*) as people,
                            sum(case when p.location_key in (:locations) then 1 else 0 end) as nearby
                        from account p
                        where (p.employer_key in (:employers) or exists (
                                select 1 from facility_name n join facility f on f.number = n.facility
                                where n.employer_key = p.employer_key and n.location_key = p.location_key
                                    and f.employer_key in (:employers)))
                            and p.status = 'ACTIVE'
                            and p.supervisor_address is not null and p.supervisor_address <> :former
                            and exists (select 1 from account o
                                where o.email_address = p.supervisor_address and o.status = 'ACTIVE')
                        group by p.supervisor_address
                        order by nearby desc, people desc, p.supervisor_address limit :most""")
                .param("employers", employers(people))
                .param("locations", keys(people, it -> it.facts().locationName()))
                .param("former", former)
                .param("most", MOST)
                .query((row, i) -> new Official(
                        row.getString("name"),
                        row.getString("supervisor_address"),
                        row.getInt("people"),
                        row.getInt("nearby"),
                        false))
                .list();
        List<Official> all = new ArrayList<>();
        deputies.of(former)
                .forEach(deputy -> all.add(others.stream()
                        .filter(other -> other.address().equals(deputy.address()))
                        .findFirst()
                        .map(other ->
                                new Official(deputy.name(), other.address(), other.people(), other.nearby(), true))
                        .orElseGet(() -> new Official(deputy.name(), deputy.address(), 0, 0, true))));
        Set<String> first = all.stream().map(Official::address).collect(toSet());
        others.stream().filter(other -> !first.contains(other.address())).forEach(all::add);
        return all.stream()
                .filter(official -> !left.hasLeftAny(official.address(), people))
                .toList();
    }

    /** As typed, and as the directory names them today. */
    private List<String> employers(List<Account> people) {
        ClinicNames.Today today =
                names.of(people, it -> it.facts().employer(), it -> it.facts().locationName());
        return Stream.concat(
                        keys(people, it -> it.facts().employer()).stream(),
                        keys(
                                people,
                                it -> today.of(it.facts().employer(), it.facts().locationName())
                                        .employer())
                                .stream())
                .distinct()
                .toList();
    }

    private static List<String> keys(List<Account> people, Function<Account, String> typed) {
        return people.stream()
                .map(typed)
                .map(Folding.ORGANIZATION::key)
                .distinct()
                .toList();
    }
}
