package gov.mt.immtrax.access;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the screenshots of request-steps.txt show as filled in, by field name, in the order of the forms; dates as ISO
 * text.
 */
public final class StepsDocument {

    private StepsDocument() {}

    /** Step 3: Stacy asks for Nancy's access. */
    public static Map<String, String> accessRequest() {
        var values = new LinkedHashMap<String, String>();
        values.put("requestType", "NEW_ACCESS");
        values.put("legalFirstName", "Nancy");
        values.put("legalLastName", "Nurse");
        values.put("dateOfBirth", "1982-03-20");
        values.put("phoneNumber", "406-444-1234");
        values.put("emailAddress", "nancy.nurse@sphealth.org");
        values.put("hadPriorAccess", "NO");
        values.put("employer", "St. Peters Health");
        values.put("jobTitle", "Clinic RN");
        values.put("locationName", "SPH Broadway");
        values.put("vfcPin", "2102");
        values.put("streetAddress", "2550 Broadway Street");
        values.put("city", "Helena");
        values.put("state", "MT");
        values.put("county", "Lewis and Clark");
        values.put("zip", "59601");
        values.put("startDate", "2022-11-07");
        values.put("accessLevel", "READ_ONLY_WITH_CONSENT");
        values.put("justification", "Nancy needs to know what immunizations her patients are due for.");
        values.put("supervisorName", "Stacy Supervisor");
        values.put("supervisorJobTitle", "Clinic Manager");
        values.put("authorizingOfficial", "true");
        return values;
    }

    /** Steps 5b and 5c: Nancy agrees and signs. */
    public static Map<String, String> userAgreement() {
        var values = new LinkedHashMap<String, String>();
        values.put("safeguardAccess", "true");
        values.put("notifyWhenLeaving", "true");
        values.put("useForImmunizationOnly", "true");
        values.put("allowOptOut", "true");
        values.put("keepConfidential", "true");
        values.put("collectConsent", "true");
        values.put("acceptTerms", "true");
        values.put("facilityName", "SPH Broadway Clinic");
        values.put("jobTitle", "Clinic RN");
        values.put("fullLegalName", "Nancy N. Nurse, RN");
        values.put("signatureDate", "2022-11-09");
        values.put("electronicSignature", "true");
        return values;
    }

    /** As {@link #userAgreement}, with the date of today instead of that of the screenshot. */
    public static Map<String, String> userAgreementOfToday() {
        var values = userAgreement();
        values.put("signatureDate", LocalDate.now(ZoneId.of("America/Denver")).toString());
        return values;
    }

    /**
     * Somebody who has access already and needs more of it: goes to the help desk without an agreement.
     *
     * @param firstName tells requests apart, in the address too
     */
    public static Map<String, String> permissionsChange(String firstName) {
        var values = accessRequest();
        values.put("requestType", "PERMISSIONS_CHANGE");
        values.put("legalFirstName", firstName);
        values.put("emailAddress", firstName.toLowerCase() + ".nurse@sphealth.org");
        values.put("hadPriorAccess", "YES");
        values.put("accessLevel", "RECORD_MAINTENANCE");
        return values;
    }

    /** The values as the engine takes them: what is ticked is {@code true} and not a text. */
    public static Map<String, Object> typed(Map<String, String> values) {
        var typed = new LinkedHashMap<String, Object>(values);
        typed.replaceAll((field, value) -> value.equals("true") ? Boolean.TRUE : value);
        return typed;
    }
}
