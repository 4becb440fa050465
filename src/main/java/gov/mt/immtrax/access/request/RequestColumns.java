package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps a request to the columns of its table and back. */
final class RequestColumns {

    private RequestColumns() {}

    /** One open request of one supervisor for one person at one employer. */
    static String openKey(AccessRequest r) {
        return String.join(
                " ",
                r.emailAddress(),
                r.supervisorAddress(),
                Folding.ORGANIZATION.key(r.employer()),
                Folding.ORGANIZATION.key(r.locationName()));
    }

    /** By column name, in the order of the table. */
    static Map<String, Object> of(AccessRequest r) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("number", r.number());
        columns.put("status", r.status().name());
        columns.put("open_key", r.status().isOpen() ? openKey(r) : null);
        columns.put("request_type", r.requestType().name());
        columns.put("account", r.account());
        columns.put("legal_first_name", r.legalFirstName());
        columns.put("legal_middle_name", r.legalMiddleName());
        columns.put("legal_last_name", r.legalLastName());
        columns.put("date_of_birth", r.dateOfBirth());
        columns.put("phone_number", r.phoneNumber());
        columns.put("email_address", r.emailAddress());
        columns.put("new_email_address", r.newEmailAddress());
        columns.put("had_prior_access", r.hadPriorAccess());
        columns.put(
                "other_employer",
                r.otherEmployer() == null ? null : r.otherEmployer().name());
        columns.put("employer", r.employer());
        columns.put("employer_key", Folding.ORGANIZATION.key(r.employer()));
        columns.put("job_title", r.jobTitle());
        columns.put("location_name", r.locationName());
        columns.put("location_key", Folding.ORGANIZATION.key(r.locationName()));
        columns.put("vfc_pin", r.vfcPin());
        columns.put("street_address", r.streetAddress());
        columns.put("city", r.city());
        columns.put("state", r.state());
        columns.put("county", r.county());
        columns.put("zip", r.zip());
        columns.put("start_date", r.startDate());
        columns.put("end_date", r.endDate());
        columns.put("access_level", r.accessLevel().name());
        columns.put("justification", r.justification());
        columns.put("supervisor_name", r.supervisorName());
        columns.put("supervisor_job_title", r.supervisorJobTitle());
        columns.put("supervisor_address", r.supervisorAddress());
        columns.put("supervisor_issuer", r.supervisorIssuer());
        columns.put("supervisor_subject", r.supervisorSubject());
        columns.put("submitted_at", UtcColumn.of(r.submittedAt()));
        columns.put("paperwork_complete_at", UtcColumn.ofNullable(r.paperworkCompleteAt()));
        columns.put("due_at", UtcColumn.ofNullable(r.dueAt()));
        columns.put("ended_at", UtcColumn.ofNullable(r.endedAt()));
        return columns;
    }

    static AccessRequest read(ResultSet row, int index) throws SQLException {
        return new AccessRequest(
                row.getString("number"),
                RequestStatus.valueOf(row.getString("status")),
                RequestType.valueOf(row.getString("request_type")),
                row.getString("account"),
                row.getString("legal_first_name"),
                row.getString("legal_middle_name"),
                row.getString("legal_last_name"),
                row.getObject("date_of_birth", LocalDate.class),
                row.getString("phone_number"),
                row.getString("email_address"),
                row.getString("new_email_address"),
                row.getString("had_prior_access"),
                OtherEmployer.of(row.getString("other_employer")),
                row.getString("employer"),
                row.getString("job_title"),
                row.getString("location_name"),
                row.getString("vfc_pin"),
                row.getString("street_address"),
                row.getString("city"),
                row.getString("state"),
                row.getString("county"),
                row.getString("zip"),
                row.getObject("start_date", LocalDate.class),
                row.getObject("end_date", LocalDate.class),
                AccessLevel.valueOf(row.getString("access_level")),
                row.getString("justification"),
                row.getString("supervisor_name"),
                row.getString("supervisor_job_title"),
                row.getString("supervisor_address"),
                row.getString("supervisor_issuer"),
                row.getString("supervisor_subject"),
                UtcColumn.read(row, "submitted_at"),
                UtcColumn.readNullable(row, "paperwork_complete_at"),
                UtcColumn.readNullable(row, "due_at"),
                UtcColumn.readNullable(row, "ended_at"));
    }
}
