package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of facilities, their names, and the words that they are found by. */
@Repository
class FacilityRepository {

    private static final String INSERT = """
            insert into facility (number, status, merged_into, employer, employer_key, location_name, location_key,
                vfc_pin, street_address, city, state, county, zip)
            values (:number, :status, :mergedInto, :employer, :employerKey, :locationName, :locationKey,
                :vfcPin, :streetAddress, :city, :state, :county, :zip)""";

    /**
     * One spelling of a facility, as it was typed.
     *
     * @param facility number of the facility that it means
     */
    record Spelling(String facility, String employer, String locationName) {

        FacilityKey key() {
            return FacilityKey.of(employer, locationName);
        }

        @Override
        public String toString() {
            return "Spelling";
        }
    }

    private final JdbcClient jdbc;

    FacilityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Facility> find(String number) {
        return jdbc.sql("select * from facility where number = :number")
                .param("number", number)
                .query(FacilityRepository::read)
                .optional();
    }

    /**
     * Reads and locks a facility until the caller's transaction ends.
     *
     * @throws IllegalStateException if there is no such facility
     */
    Facility lock(String number) {
        return jdbc.sql("select * from facility where number = :number for update")
                .param("number", number)
                .query(FacilityRepository::read)
                .optional()
                .orElseThrow(() -> new IllegalStateException("No facility " + number));
    }

    /** The facility that a name means; never a merged one. */
    Optional<Facility> named(FacilityKey key) {
        return jdbc.sql("select f.* from facility_name n join facility f on f.number = n.facility"
                        + " where n.employer_key = :employer and n.location_key = :location")
                .param("employer", key.employer())
                .param("location", key.location())
                .query(FacilityRepository::read)
                .optional();
    }

    /** Those that can be chosen and that a supervisor's people name, by name. */
    List<Facility> ofSupervisor(String address) {
        return jdbc.sql("""
                        select * from facility where status = 'ACTIVE' and number in (
                            select n.facility from account a join facility_name n
                                on n.employer_key = a.employer_key and n.location_key = a.location_key
                            where a.supervisor_address = :address)
                        order by employer_key, location_key, number""")
                .param("address", address)
                .query(FacilityRepository::read)
                .list();
    }

    /** Those that can be chosen and have this PIN. Two have it if one was typed wrong or a clinic is listed twice. */
    List<Facility> withPin(String pin) {
        return jdbc.sql("select * from facility where vfc_pin = :pin and status = 'ACTIVE' order by number")
                .param("pin", pin)
                .query(FacilityRepository::read)
                .list();
    }

    /** Those that can be chosen and share words with a name, the most words first. */
    List<Facility> sharing(Set<String> words, int most) {
        return words.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select f.* from facility f join (
                            select facility, count(*) as shared from facility_word where word in (:words)
                            group by facility) w on w.facility = f.number
                        where f.status = 'ACTIVE'
                        order by w.shared desc, f.number
                        limit :most""")
                        .param("words", words)
                        .param("most", most)
                        .query(FacilityRepository::read)
                        .list();
    }

    long count(FacilitySearch search) {
        return jdbc.sql("select count(*) from facility f" + search.where())
                .params(search.values())
                .query(Long.class)
                .single();
    }

    List<Facility> page(FacilitySearch search, long offset, int size) {
        return jdbc.sql("select f.* from facility f" + search.where()
                        + " order by f.employer_key, f.location_key, f.number limit :size offset :offset")
                .params(search.values())
                .param("size", size)
                .param("offset", offset)
                .query(FacilityRepository::read)
                .list();
    }

    boolean isEmpty() {
        return jdbc.sql("select number from facility limit 1")
                .query(String.class)
                .list()
                .isEmpty();
    }

    /**
     * Adds a facility with its name.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the name means another one
     */
    void insert(Facility facility) {
        jdbc.sql(INSERT).params(columns(facility)).update();
        addName(facility.number(), facility.facts().employer(), facility.facts().locationName());
        writeWords(facility);
    }

    /**
     * Writes what a facility is now; names from before still mean it.
     *
     * @throws org.springframework.dao.DuplicateKeyException if a new name means another one
     */
    void update(Facility facility) {
        jdbc.sql("""
                        update facility set status = :status, merged_into = :mergedInto, employer = :employer,
                            employer_key = :employerKey, location_name = :locationName, location_key = :locationKey,
                            vfc_pin = :vfcPin, street_address = :streetAddress, city = :city, state = :state,
                            county = :county, zip = :zip
                        where number = :number""").params(columns(facility)).update();
        boolean known = named(facility.facts().key())
                .filter(it -> it.number().equals(facility.number()))
                .isPresent();
        if (!known && !facility.isMerged()) {
            addName(
                    facility.number(),
                    facility.facts().employer(),
                    facility.facts().locationName());
        }
        writeWords(facility);
    }

    /** Gives the names of one facility to another one, and what had been merged into it. */
    void moveNames(String from, String into) {
        jdbc.sql("update facility_name set merged_from = coalesce(merged_from, facility), facility = :into"
                        + " where facility = :from")
                .param("into", into)
                .param("from", from)
                .update();
        jdbc.sql("update facility set merged_into = :into where merged_into = :from")
                .param("into", into)
                .param("from", from)
                .update();
        jdbc.sql("update facility set part_of = :into where number = :from")
                .param("into", into)
                .param("from", from)
                .update();
    }

    /** What a facility was merged into itself, which may be part of another one by now. */
    Optional<String> partOf(String merged) {
        return jdbc.sql("select coalesce(part_of, merged_into) from facility where number = :number")
                .param("number", merged)
                .query(String.class)
                .optional();
    }

    /** A merged facility, and what had been merged into it before. */
    Set<String> wholeOf(Facility merged) {
        Map<String, String> parts = new HashMap<>();
        jdbc.sql("select number, coalesce(part_of, merged_into) from facility where merged_into = :into")
                .param("into", merged.mergedInto())
                .query(row -> {
                    parts.put(row.getString(1), row.getString(2));
                });
        Set<String> whole = new LinkedHashSet<>(Set.of(merged.number()));
        while (parts.entrySet().removeIf(it -> whole.contains(it.getValue()) && whole.add(it.getKey()))) {
            // the parts of the parts
        }
        return whole;
    }

    /** The names that came with a facility when it was merged. */
    List<Spelling> namesThatCameWith(Facility merged) {
        return jdbc.sql("select facility, employer, location_name from facility_name"
                        + " where facility = :into and merged_from in (:whole) order by employer_key, location_key")
                .param("into", merged.mergedInto())
                .param("whole", wholeOf(merged))
                .query((row, index) -> new Spelling(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Gives the names back that came with a facility, and what had been merged into it. */
    void moveNamesBack(Facility merged) {
        Set<String> whole = wholeOf(merged);
        jdbc.sql("update facility_name set facility = :number,"
                        + " merged_from = case when merged_from = :number then null else merged_from end"
                        + " where facility = :into and merged_from in (:whole)")
                .param("number", merged.number())
                .param("into", merged.mergedInto())
                .param("whole", whole)
                .update();
        jdbc.sql("update facility set merged_into = :number where number in (:whole) and number <> :number")
                .param("number", merged.number())
                .param("whole", whole)
                .update();
        jdbc.sql("update facility set part_of = null where number = :number")
                .param("number", merged.number())
                .update();
    }

    /** All spellings that mean a facility. */
    List<Spelling> spellings(String facility) {
        return spellings(List.of(facility));
    }

    List<Spelling> spellings(Collection<String> facilities) {
        return facilities.isEmpty()
                ? List.of()
                : jdbc.sql("select facility, employer, location_name from facility_name where facility in (:facilities)"
                                + " order by facility, employer_key, location_key")
                        .param("facilities", facilities)
                        .query((row, index) -> new Spelling(row.getString(1), row.getString(2), row.getString(3)))
                        .list();
    }

    /** Writes all keys again because the folding has changed. What became the same stays with the older facility. */
    void foldAgain() {
        List<Facility> all = jdbc.sql("select * from facility order by number")
                .query(FacilityRepository::read)
                .list();
        List<Spelling> spellings = spellings(all.stream().map(Facility::number).toList());
        List<Map<String, Object>> merged = jdbc.sql(
                        "select employer, location_name, merged_from from facility_name where merged_from is not null")
                .query()
                .listOfRows();
        jdbc.sql("delete from facility_name").update();
        Set<FacilityKey> taken = new LinkedHashSet<>();
        all.stream()
                .filter(it -> !it.isMerged())
                .map(it -> new Spelling(
                        it.number(), it.facts().employer(), it.facts().locationName()))
                .filter(it -> taken.add(it.key()))
                .forEach(it -> addName(it.facility(), it.employer(), it.locationName()));
        spellings.stream()
                .filter(it -> taken.add(it.key()))
                .forEach(it -> addName(it.facility(), it.employer(), it.locationName()));
        merged.forEach(row -> jdbc.sql("update facility_name set merged_from = :merged_from"
                        + " where employer = :employer and location_name = :location_name")
                .params(row)
                .update());
        all.forEach(this::update);
    }

    /**
     * Lets another name mean a facility.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it means one already
     */
    void addName(Facility facility, String employer, String locationName) {
        addName(facility.number(), employer, locationName);
        writeWords(facility);
    }

    private void addName(String facility, String employer, String locationName) {
        FacilityKey key = FacilityKey.of(employer, locationName);
        jdbc.sql("""
                        insert into facility_name (employer_key, location_key, facility, employer, location_name)
                        values (:employerKey, :locationKey, :facility, :employer, :locationName)""")
                .param("employerKey", key.employer())
                .param("locationKey", key.location())
                .param("facility", facility)
                .param("employer", employer)
                .param("locationName", locationName)
                .update();
    }

    private void writeWords(Facility facility) {
        jdbc.sql("delete from facility_word where facility = :facility")
                .param("facility", facility.number())
                .update();
        Set<String> words =
                new LinkedHashSet<>(Folding.ORGANIZATION.words(facility.facts().city()));
        spellings(facility.number()).forEach(it -> words.addAll(words(it.employer(), it.locationName())));
        if (!facility.isMerged()) {
            words.forEach(word -> jdbc.sql("insert into facility_word (word, facility) values (:word, :facility)")
                    .param("word", word)
                    .param("facility", facility.number())
                    .update());
        }
    }

    /** The folded words of a name, each once. */
    static Set<String> words(String employer, String locationName) {
        Set<String> words = new LinkedHashSet<>(Folding.ORGANIZATION.words(employer));
        words.addAll(Folding.ORGANIZATION.words(locationName));
        return words;
    }

    private static Map<String, @Nullable Object> columns(Facility facility) {
        Map<String, @Nullable Object> columns = new HashMap<>(facility.facts().asText());
        columns.put("number", facility.number());
        columns.put("status", facility.status().name());
        columns.put("mergedInto", facility.mergedInto());
        columns.put("employerKey", facility.facts().key().employer());
        columns.put("locationKey", facility.facts().key().location());
        return columns;
    }

    private static Facility read(ResultSet row, int index) throws SQLException {
        return new Facility(
                row.getString("number"),
                FacilityStatus.valueOf(row.getString("status")),
                row.getString("merged_into"),
                facts(row));
    }

    static FacilityFacts facts(ResultSet row) throws SQLException {
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        facts.put("employer", Objects.requireNonNull(row.getString("employer")));
        facts.put("locationName", Objects.requireNonNull(row.getString("location_name")));
        facts.put("vfcPin", row.getString("vfc_pin"));
        facts.put("streetAddress", row.getString("street_address"));
        facts.put("city", row.getString("city"));
        facts.put("state", row.getString("state"));
        facts.put("county", row.getString("county"));
        facts.put("zip", row.getString("zip"));
        return FacilityFacts.of(facts);
    }
}
