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
 * Counts refusals of people who were refused so often that each is no event of its own any more. In the database, so
 * that all nodes count together and a restart forgets nothing.
 */
class RefusalCounter {

    private final JdbcClient jdbc;

    RefusalCounter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was counted for one person, from the first to the last refusal, UTC. */
    record Count(Person person, int times, Instant first, Instant last) {

        @Override
        public String toString() {
            return "Count[" + times + "]";
        }
    }

    void count(Person person, Instant now) {
        // two that come together may both begin a row: then each has its own event, and the numbers are right
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
     * Ends the counts that began at this moment or before, and gives them to whoever tells of them in this transaction.
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

    /** What another release called otherwise is left out, lest it holds up the counts of everybody. */
    private static Set<Role> roles(String names) {
        List<String> known = List.of(names.split(","));
        return Arrays.stream(Role.values())
                .filter(role -> known.contains(role.name()))
                .collect(Collectors.toSet());
    }
}
