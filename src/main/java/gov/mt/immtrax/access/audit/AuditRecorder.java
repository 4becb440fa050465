package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes events with two inserts and without a lock, so that writers never wait for each other. */
@Service
class AuditRecorder implements AuditTrail {

    /** Most refusals of one person that are recorded within {@link #REFUSALS_WITHIN}; further ones are only counted. */
    static final int REFUSALS_RECORDED = 60;

    private static final Duration REFUSALS_WITHIN = Duration.ofHours(1);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final CurrentPerson currentPerson;
    private final RefusalCounter furtherRefusals;
    private final Clock clock;

    AuditRecorder(JdbcClient jdbc, CurrentPerson currentPerson, Clock clock) {
        this.jdbc = jdbc;
        this.furtherRefusals = new RefusalCounter(jdbc);
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void record(AuditAction action, @Nullable String caseNumber, AuditResult result, @Nullable String detail) {
        insert(currentPerson.find(), action, caseNumber, null, result, withOfficial(detail));
    }

    @Override
    @Transactional
    public void recordAccount(AuditAction action, String caseNumber, @Nullable String account) {
        insert(currentPerson.find(), action, caseNumber, account, AuditResult.DONE, withOfficial(null));
    }

    /** What a deputy does stands in the trail with both names: theirs as the actor, the official's in the detail. */
    private @Nullable String withOfficial(@Nullable String detail) {
        return currentPerson
                .actsFor()
                .map(official -> "for " + official + (detail == null ? "" : "; " + detail))
                .orElse(detail);
    }

    @Override
    @Transactional
    public void recordRefusal(@Nullable String caseNumber, String path) {
        currentPerson.find().ifPresent(person -> refuse(person, caseNumber, path));
    }

    /** Records an action of a person who is not yet, or no longer, logged in during the current call. */
    @Transactional
    void recordOf(Person person, AuditAction action, @Nullable String detail) {
        insert(Optional.of(person), currentPerson.networkAddress(), action, null, null, AuditResult.DONE, detail);
    }

    /**
     * Records an event about a person that a call of someone else caused, so without the network address of the call.
     */
    @Transactional
    void recordOfAbsent(Person person, AuditAction action, String detail) {
        insert(Optional.of(person), Optional.empty(), action, null, null, AuditResult.DONE, detail);
    }

    /** Records what the service did by itself, whoever is logged in for the current call. */
    @Transactional
    void recordOfService(AuditAction action, String detail) {
        insert(Optional.empty(), Optional.empty(), action, null, null, AuditResult.DONE, detail);
    }

    @Transactional
    void recordRefusalOf(Person person, String path) {
        refuse(person, null, path);
    }

    private void refuse(Person person, @Nullable String asked, String path) {
        int before = jdbc.sql("""
                        select count(*) from audit_event
                        where address = :address and action = 'ROLE_REFUSED' and happened_at > :since""")
                .param("address", cut(person.address(), 254))
                .param("since", UtcColumn.of(now().minus(REFUSALS_WITHIN)))
                .query(Integer.class)
                .single();
        if (before >= REFUSALS_RECORDED) {
            furtherRefusals.count(person, now());
        } else {
            String number = asked != null && CaseNumber.isNumber(asked) ? asked : null;
            boolean last = before == REFUSALS_RECORDED - 1;
            insert(
                    Optional.of(person),
                    AuditAction.ROLE_REFUSED,
                    number,
                    null,
                    AuditResult.REFUSED,
                    (last ? "further refusals are only counted for a while; " : "")
                            + RefusedPath.withoutWhatWasTyped(path));
        }
    }

    /** Records how many refusals were only counted, one hour after the first of them. */
    @Transactional
    void recordCountedRefusals() {
        for (RefusalCounter.Count counted : furtherRefusals.take(now().minus(REFUSALS_WITHIN))) {
            insert(
                    Optional.of(counted.person()),
                    Optional.empty(),
                    AuditAction.ROLE_REFUSED,
                    null,
                    null,
                    AuditResult.REFUSED,
                    "%d further refusals between %s and %s UTC"
                            .formatted(
                                    counted.times(), MINUTES.format(counted.first()), MINUTES.format(counted.last())));
        }
    }

    private void insert(
            Optional<Person> who,
            AuditAction action,
            @Nullable String caseNumber,
            @Nullable String account,
            AuditResult result,
            @Nullable String detail) {
        // a job has no caller, and so no network address
        insert(who, who.flatMap(person -> currentPerson.networkAddress()), action, caseNumber, account, result, detail);
    }

    private void insert(
            Optional<Person> who,
            Optional<String> network,
            AuditAction action,
            @Nullable String caseNumber,
            @Nullable String account,
            AuditResult result,
            @Nullable String detail) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("at", UtcColumn.of(now()));
        row.put("action", action.name());
        row.put("result", result.name());
        row.put("issuer", who.map(person -> cut(person.issuer(), 255)).orElse(null));
        row.put("subject", who.map(person -> cut(person.subject(), 255)).orElse(null));
        row.put("address", who.map(person -> cut(person.address(), 254)).orElse(null));
        row.put("roles", who.map(AuditRecorder::roles).orElse(null));
        row.put("network", network.orElse(null));
        row.put("number", caseNumber);
        row.put("account", cut(account, 60));
        row.put("detail", cut(detail, 400));
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into audit_event (happened_at, action, result, issuer, subject, address, roles,
                            network_address, case_number, account, detail)
                        values (:at, :action, :result, :issuer, :subject, :address, :roles,
                            :network, :number, :account, :detail)""").params(row).update(id, "id");
        jdbc.sql("insert into audit_unsealed (event_id) values (:id)")
                .param("id", id.getKey())
                .update();
    }

    static String roles(Person person) {
        return person.roles().stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /**
     * Makes text fit both databases: cuts it to the length, and replaces control characters and unpaired surrogates.
     */
    static @Nullable String cut(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        var cut = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .takeWhile(c -> cut.length() + Character.charCount(c) <= length)
                .forEach(cut::appendCodePoint);
        return cut.toString();
    }

    private Instant now() {
        // the precision that both databases store and the seal covers
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
