package gov.mt.immtrax.access.facility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which accounts and requests name a facility. This room is below those of accounts and requests, so this class reads
 * their tables by itself. It counts, and names no person but the authorizing officials of a clinic.
 */
@Repository
public class FacilityUse {

    private static final String ACCOUNTS = " from facility_name n join account a"
            + " on a.employer_key = n.employer_key and a.location_key = n.location_key";
    private static final String REQUESTS = " from facility_name n join access_request r"
            + " on r.employer_key = n.employer_key and r.location_key = n.location_key";

    /** Statements that find what is named, in one row for each spelling, and how often. */
    private static final String NAMED = """
            select employer, location_name, vfc_pin, street_address, city, state, county, zip, accounts, requests,
                latest
            from (
                select a.employer, a.location_name, a.vfc_pin, cast(null as varchar(120)) as street_address,
                    cast(null as varchar(60)) as city, cast(null as varchar(2)) as state,
                    cast(null as varchar(60)) as county, cast(null as varchar(10)) as zip,
                    count(*) as accounts, cast(0 as bigint) as requests, max(a.number) as latest
                from account a
                where not exists (select 1 from facility_name n
                    where n.employer_key = a.employer_key and n.location_key = a.location_key)
                group by a.employer, a.location_name, a.vfc_pin
                union all
                select r.employer, r.location_name, r.vfc_pin, r.street_address, r.city, r.state, r.county, r.zip,
                    cast(0 as bigint), count(*), max(r.number)
                from access_request r
                where (r.ended_at is null or r.status = 'GRANTED') and not exists (select 1 from facility_name n
                    where n.employer_key = r.employer_key and n.location_key = r.location_key)
                group by r.employer, r.location_name, r.vfc_pin, r.street_address, r.city, r.state, r.county, r.zip
            ) named""";

    /**
     * How a facility is used today.
     *
     * @param requests numbers of the open requests that name it, oldest first
     * @param closed number of requests that have ended
     */
    public record Uses(long active, long inactivated, List<String> requests, long closed) {}

    /**
     * Who answers for active accounts of a facility.
     *
     * @param name null, like the address, for the accounts that nobody answers for
     */
    public record Official(@Nullable String name, @Nullable String address, long accounts) {

        @Override
        public String toString() {
            return "Official[" + accounts + "]";
        }
    }

    /**
     * What nobody has added to the directory yet.
     *
     * @param facts the spelling that is used most, and what else is known
     * @param accounts number of accounts that name it in any spelling
     * @param requests number of open and granted requests
     */
    public record Unlisted(FacilityFacts facts, long accounts, long requests) {

        @Override
        public String toString() {
            return "Unlisted[" + accounts + ", " + requests + "]";
        }
    }

    private final JdbcClient jdbc;

    FacilityUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Uses of(String facility) {
        return where("n.facility = :facility", Map.of("facility", facility));
    }

    /**
     * How the names are used that came with a facility when it was merged.
     *
     * @param whole numbers of the facility and of what had been merged into it
     */
    public Uses thatCameWith(String into, Set<String> whole) {
        return where("n.facility = :into and n.merged_from in (:whole)", Map.of("into", into, "whole", whole));
    }

    private Uses where(String names, Map<String, ?> values) {
        Map<String, Long> byStatus = new HashMap<>();
        jdbc.sql("select a.status, count(*)" + ACCOUNTS + " where " + names + " group by a.status")
                .params(values)
                .query((row, index) -> byStatus.put(row.getString(1), row.getLong(2)))
                .list();
        List<String> requests = jdbc.sql(
                        "select r.number" + REQUESTS + " where " + names + " and r.ended_at is null order by 1")
                .params(values)
                .query(String.class)
                .list();
        long closed = jdbc.sql("select count(*)" + REQUESTS + " where " + names + " and r.ended_at is not null")
                .params(values)
                .query(Long.class)
                .single();
        return new Uses(
                byStatus.getOrDefault("ACTIVE", 0L), byStatus.getOrDefault("INACTIVATED", 0L), requests, closed);
    }

    /** The authorizing officials of a facility, those with the most accounts first. */
    public List<Official> officials(String facility) {
        return jdbc.sql("select max(a.supervisor_name) as name, a.supervisor_address, count(*) as accounts" + ACCOUNTS
                        + " where n.facility = :facility and a.status = 'ACTIVE'"
                        + " group by a.supervisor_address order by accounts desc, a.supervisor_address")
                .param("facility", facility)
                .query((row, index) -> new Official(
                        row.getString("name"), row.getString("supervisor_address"), row.getLong("accounts")))
                .list();
    }

    /** Number of active accounts by facility, in one statement; none is not listed. */
    public Map<String, Long> activeAccounts(Collection<String> facilities) {
        Map<String, Long> counts = new HashMap<>();
        if (!facilities.isEmpty()) {
            jdbc.sql("select n.facility, count(*)" + ACCOUNTS
                            + " where n.facility in (:facilities) and a.status = 'ACTIVE' group by n.facility")
                    .param("facilities", facilities)
                    .query((row, index) -> counts.put(row.getString(1), row.getLong(2)))
                    .list();
        }
        return counts;
    }

    /**
     * What accounts, open requests and granted requests name and the directory does not know, by name. Equal spellings
     * are one. Reads all accounts.
     */
    public List<Unlisted> unlisted() {
        Spellings spellings = new Spellings();
        jdbc.sql(NAMED)
                .query((row, index) -> spellings.add(
                        FacilityRepository.facts(row),
                        row.getLong("accounts"),
                        row.getLong("requests"),
                        row.getString("latest")))
                .list();
        return new ArrayList<>(spellings.facilities());
    }
}
