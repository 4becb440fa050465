package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps an access deletion to the columns of its table and back. */
final class DeletionColumns {

    private DeletionColumns() {}

    /** The values of an open deletion by column name. */
    static Map<String, Object> of(AccessDeletion d) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("number", d.number());
        columns.put("status", d.status().name());
        columns.put("open_key", d.openKey());
        columns.put("legal_first_name", d.legalFirstName());
        columns.put("legal_last_name", d.legalLastName());
        columns.put("email_address", d.emailAddress());
        columns.put("username", d.username());
        columns.put("employer", d.employer());
        columns.put("location_name", d.locationName());
        columns.put("reason", d.reason().name());
        columns.put("last_day", d.lastDay());
        columns.put("supervisor_name", d.supervisorName());
        columns.put("supervisor_job_title", d.supervisorJobTitle());
        columns.put("supervisor_address", d.supervisorAddress());
        columns.put("supervisor_issuer", d.supervisorIssuer());
        columns.put("supervisor_subject", d.supervisorSubject());
        columns.put("account", d.account());
        columns.put("submitted_at", UtcColumn.of(d.submittedAt()));
        return columns;
    }

    static AccessDeletion read(ResultSet row, int index) throws SQLException {
        return new AccessDeletion(
                row.getString("number"),
                DeletionStatus.valueOf(row.getString("status")),
                row.getString("legal_first_name"),
                row.getString("legal_last_name"),
                row.getString("email_address"),
                row.getString("username"),
                row.getString("employer"),
                row.getString("location_name"),
                DeletionReason.valueOf(row.getString("reason")),
                row.getObject("last_day", LocalDate.class),
                row.getString("supervisor_name"),
                row.getString("supervisor_job_title"),
                row.getString("supervisor_address"),
                row.getString("supervisor_issuer"),
                row.getString("supervisor_subject"),
                row.getString("account"),
                UtcColumn.read(row, "submitted_at"),
                UtcColumn.readNullable(row, "ended_at"));
    }
}
