package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What clinics are called today, for lists, files and rules: one statement for all that they name. */
@Repository
@Transactional(readOnly = true)
public class ClinicNames {

    private static final String NAMES = """
            select n.employer_key, n.location_key, f.number, f.employer, f.location_name
            from facility_name n join facility f on f.number = n.facility""";

    private final JdbcClient jdbc;

    ClinicNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The names of today at one moment. */
    public static final class Today {

        private record Name(String facility, String employer, String locationName) {

            @Override
            public String toString() {
                return "Name";
            }
        }

        private final Map<FacilityKey, Name> names = new HashMap<>();

        private Today() {}

        /** Knows no clinic. */
        public static Today none() {
            return new Today();
        }

        /** What the clinic that these names mean is called. */
        public ClinicName of(String employer, String locationName) {
            Name name = names.get(FacilityKey.of(employer, locationName));
            return name == null
                    ? new ClinicName(null, employer, locationName, employer, locationName)
                    : new ClinicName(name.facility(), name.employer(), name.locationName(), employer, locationName);
        }

        /**
         * Whether two places belong to one employer: because their names are the same by folding, or because the
         * directory says so, after a clinic was renamed or merged.
         */
        public boolean sameEmployer(
                String employer, String locationName, String otherEmployer, String otherLocationName) {
            return Folding.ORGANIZATION.same(employer, otherEmployer)
                    || Folding.ORGANIZATION.same(
                            of(employer, locationName).employer(),
                            of(otherEmployer, otherLocationName).employer());
        }
    }

    /** For the rows of one page. */
    public <T> Today of(Collection<T> rows, Function<T, String> employer, Function<T, String> locationName) {
        return of(rows.stream()
                .map(row -> FacilityKey.of(employer.apply(row), locationName.apply(row)))
                .toList());
    }

    public ClinicName of(String employer, String locationName) {
        return of(List.of(FacilityKey.of(employer, locationName))).of(employer, locationName);
    }

    Today of(Collection<FacilityKey> places) {
        return places.isEmpty()
                ? new Today()
                : read(jdbc.sql(NAMES + " where (n.employer_key, n.location_key) in (:places)")
                        .param(
                                "places",
                                places.stream()
                                        .distinct()
                                        .map(it -> new Object[] {it.employer(), it.location()})
                                        .toList()));
    }

    /** For a file of any length; the directory is small. */
    public Today ofAll() {
        return read(jdbc.sql(NAMES));
    }

    private static Today read(JdbcClient.StatementSpec statement) {
        Today today = new Today();
        statement.query(row -> {
            today.names.put(
                    new FacilityKey(row.getString("employer_key"), row.getString("location_key")),
                    new Today.Name(row.getString("number"), row.getString("employer"), row.getString("location_name")));
        });
        return today;
    }
}
