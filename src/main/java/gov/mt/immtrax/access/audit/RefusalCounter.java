package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts refusals of people who were refused so often that not each refusal is an event. The counts are in the
 * database, so that all nodes share them and a restart keeps them.
 */
class RefusalCounter {

    private final JdbcClient jdbc;

    RefusalCounter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The refusals of one person; times are UTC. */
    record Count(Person person, int times, Instant first, Instant last) {

        @Override
        public String toString() {
            return "Count[" + times + "]";
        }
    }

    void count(Person person, Instant now) {
        // two concurrent refusals may both insert a row: each then becomes an event, and the sum is still right
        int counted = jdbc.sql("""
                        update refusal_count set times = times + 1, last_at = :now
                        where id = (select min(id) from refusal_count where address = :address)""")
                .param("now", UtcColumn.of(now))
                .param("address", AuditRecorder.cut(person.address(), 254))
                .update();
        if (counted == 0) {
            jdbc.sql("""
                            insert into refusal_count (issuer, subject, address, roles, times, first_at, last_at)
                            values (:issuer, :subject, :address, :roles, 1, :now, :now)""")
                    .param("issuer", AuditRecorder.cut(person.issuer(), 255))
                    .param("subject", AuditRecorder.cut(person.subject(), 255))
                    .param("address", AuditRecorder.cut(person.address(), 254))
                    .param("roles", AuditRecorder.roles(person))
                    .param("now", UtcColumn.of(now))
                    .update();
        }
    }

    /**
     * Removes the counts that began at this time or before, and returns them to be recorded in the same transaction.
     */
    List<Count> take(Instant begunUntil) {
        record Ended(long id, Count count) {}

        List<Ended> ended = jdbc.sql("select * from refusal_count where first_at <= :until order by id for update")
                .param("until", UtcColumn.of(begunUntil))
                .query((row, i) -> new Ended(
                        row.getLong("id"),
                        new Count(
                                new Person(
                                        row.getString("issuer"),
                                        row.getString("subject"),
                                        row.getString("address"),
                                        row.getString("address"),
                                        roles(row.getString("roles"))),
                                row.getInt("times"),
                                UtcColumn.read(row, "first_at"),
                                UtcColumn.read(row, "last_at"))))
                .list();
        ended.forEach(it -> jdbc.sql("delete from refusal_count where id = :id")
                .param("id", it.id())
                .update());
        return ended.stream().map(Ended::count).toList();
    }

    /** Leaves out roles that another release named differently, so that they do not block all counts. */
    private static Set<Role> roles(String names) {
        List<String> known = List.of(names.split(","));
        return Arrays.stream(Role.values())
                .filter(role -> known.contains(role.name()))
                .collect(Collectors.toSet());
    }
}
