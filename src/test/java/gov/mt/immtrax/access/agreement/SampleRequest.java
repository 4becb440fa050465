package gov.mt.immtrax.access.agreement;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The request and the agreement of the screenshots in request-steps.txt. */
public final class SampleRequest {

    /** What Nancy signs. */
    public static final Map<String, Object> ANSWERS = Map.ofEntries(
            Map.entry("requestNumber", "REQ0100387"),
            Map.entry("safeguardAccess", true),
            Map.entry("notifyWhenLeaving", true),
            Map.entry("useForImmunizationOnly", true),
            Map.entry("allowOptOut", true),
            Map.entry("keepConfidential", true),
            Map.entry("collectConsent", true),
            Map.entry("acceptTerms", true),
            Map.entry("facilityName", "SPH Broadway Clinic"),
            Map.entry("jobTitle", "Clinic RN"),
            Map.entry("fullLegalName", "Nancy N. Nurse, RN"),
            Map.entry("signatureDate", "2022-11-09"),
            Map.entry("electronicSignature", true));

    private SampleRequest() {}

    public static void insert(JdbcClient jdbc, String number, String status) {
        jdbc.sql("""
                insert into access_request (number, status, request_type, legal_first_name, legal_last_name, date_of_birth,
                    phone_number, email_address, had_prior_access, employer, job_title, location_name, vfc_pin,
                    street_address, city, state, county, zip, start_date, access_level, justification, supervisor_name,
                    supervisor_job_title, supervisor_address, supervisor_issuer, supervisor_subject, submitted_at)
                values (:number, :status, 'NEW_ACCESS', 'Nancy', 'Nurse', date '1982-03-20',
                    '406-444-1234', 'nancy.nurse@sphealth.org', 'NO', 'St. Peters Health', 'Clinic RN', 'SPH Broadway', '2102',
                    '2550 Broadway Street', 'Helena', 'MT', 'Lewis and Clark', '59601', date '2022-11-07',
                    'READ_ONLY_WITH_CONSENT', 'Nancy needs to know what immunizations her patients are due for.',
                    'Stacy Supervisor', 'Clinic Manager', 'stacy.supervisor@sphealth.org', 'https://idp.example',
                    'subject-of-stacy', timestamp with time zone '2022-11-07 17:00:00+00:00')""").param("number", number).param("status", status).update();
    }
}
