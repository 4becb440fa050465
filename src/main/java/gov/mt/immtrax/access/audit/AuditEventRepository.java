package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the trail, newest first, page by page without counting the rows before a page. */
@Repository
class AuditEventRepository {

    private static final int CHUNK = 500;

    private final JdbcClient jdbc;

    AuditEventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AuditEvent> find(long id) {
        return jdbc.sql("select " + AuditEvent.COLUMNS + " from audit_event e where e.id = :id")
                .param("id", id)
                .query((row, i) -> AuditEvent.read(row))
                .optional();
    }

    /** @param after the last event of the previous page, or null for the newest events */
    List<AuditEvent> newest(AuditFilter filter, @Nullable AuditEvent after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        if (filter.caseNumber() != null) {
            conditions.add("e.case_number = :number");
            values.put("number", filter.caseNumber());
        }
        if (filter.address() != null) {
            conditions.add("e.address = :address");
            values.put("address", filter.address());
        }
        if (filter.action() != null) {
            conditions.add("e.action = :action");
            values.put("action", filter.action().name());
        }
        if (filter.from() != null) {
            conditions.add("e.happened_at >= :from");
            values.put("from", UtcColumn.of(filter.from()));
        }
        if (filter.until() != null) {
            conditions.add("e.happened_at < :until");
            values.put("until", UtcColumn.of(filter.until()));
        }
        if (after != null) {
            conditions.add("(e.happened_at, e.id) < (:afterAt, :afterId)");
            values.put("afterAt", UtcColumn.of(after.happenedAt()));
            values.put("afterId", after.id());
        }
        return jdbc.sql("select " + AuditEvent.COLUMNS + " from audit_event e where " + String.join(" and ", conditions)
                        + " order by e.happened_at desc, e.id desc limit :limit")
                .params(values)
                .param("limit", limit)
                .query((row, i) -> AuditEvent.read(row))
                .list();
    }

    /**
     * All matching events, fetched in chunks as they are read, so that a long trail needs no more memory than a short
     * one.
     */
    Iterable<AuditEvent> all(AuditFilter filter) {
        return () -> new Iterator<>() {

            private Iterator<AuditEvent> chunk = newest(filter, null, CHUNK).iterator();
            private @Nullable AuditEvent last;

            @Override
            public boolean hasNext() {
                if (!chunk.hasNext() && last != null) {
                    chunk = newest(filter, last, CHUNK).iterator();
                    last = null;
                }
                return chunk.hasNext();
            }

            @Override
            public AuditEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                last = chunk.next();
                return last;
            }
        };
    }

    /** How many events are waiting to be sealed. */
    long unsealed() {
        return jdbc.sql("select count(*) from audit_unsealed").query(Long.class).single();
    }

    /** Time of the event that has been waiting longest to be sealed, UTC; empty if none is waiting. */
    Optional<Instant> oldestUnsealed() {
        return jdbc.sql("""
                        select e.happened_at from audit_unsealed u join audit_event e on e.id = u.event_id
                        order by u.event_id limit 1""")
                .query((row, i) -> UtcColumn.read(row, "happened_at"))
                .optional();
    }
}
