package gov.mt.immtrax.access.deletion;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Stacy types when Nancy leaves: the person of the screenshots, whose last day is Monday, November 23, 2026. */
public final class SampleDeletion {

    private SampleDeletion() {}

    /** A deletion that waits for registry staff, without the process that would belong to it. */
    public static void insert(JdbcClient jdbc, String number, String supervisorAddress) {
        jdbc.sql("""
                        insert into access_deletion (number, status, open_key, legal_first_name, legal_last_name,
                            email_address, employer, location_name, reason, last_day, supervisor_name,
                            supervisor_job_title, supervisor_address, supervisor_issuer, supervisor_subject, submitted_at)
                        values (:number, 'AWAITING_DECISION', :number, 'Nancy', 'Nurse', 'nancy.nurse@sphealth.org',
                            'St. Peters Health', 'SPH Broadway', 'LEFT_EMPLOYMENT', date '2026-11-23', 'Stacy Supervisor',
                            'Clinic Manager', :address, 'https://login.example.org', 'sub', current_timestamp)""")
                .param("number", number)
                .param("address", supervisorAddress)
                .update();
    }

    /** @param changes names and values in turn */
    public static Map<String, Object> with(Object... changes) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "legalFirstName", "Nancy",
                "legalLastName", "Nurse",
                "emailAddress", "nancy.nurse@sphealth.org",
                "employer", "St. Peters Health",
                "locationName", "SPH Broadway",
                "reason", "LEFT_EMPLOYMENT",
                "lastDay", "2026-11-23",
                "supervisorName", "Stacy Supervisor",
                "supervisorJobTitle", "Clinic Manager",
                "authorizingOfficial", true));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return values;
    }
}
