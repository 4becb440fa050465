package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Maps an account to the columns of its table and back. */
public final class AccountColumns {

    /** SQL assignments of all facts, with the parameters of {@link #of}. */
    static final String FACTS = """
            username = :username, username_key = :usernameKey,
            login_key = case when login_key is null then null else :usernameKey end, username_folded = :usernameFolded,
            first_name = :firstName, first_name_key = :firstNameKey, last_name = :lastName,
            last_name_key = :lastNameKey, email_address = :emailAddress, employer = :employer,
            employer_key = :employerKey, location_name = :locationName, location_key = :locationKey,
            access_level = :accessLevel, vfc_pin = :vfcPin, supervisor_name = :supervisorName,
            supervisor_name_key = :supervisorNameKey, supervisor_address = :supervisorAddress,
            agreement_request = :agreementRequest, end_date = :endDate, phone_number = :phoneNumber,
            job_title = :jobTitle""";

    private AccountColumns() {}

    /** The parameters of {@link #FACTS}. */
    static Map<String, Object> of(AccountFacts facts) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("username", facts.username());
        columns.put("usernameKey", AccountRegister.key(facts.username()));
        columns.put("usernameFolded", Folding.TEXT.key(facts.username()));
        columns.put("firstName", facts.firstName());
        columns.put("firstNameKey", Folding.NAME.key(facts.firstName()));
        columns.put("lastName", facts.lastName());
        columns.put("lastNameKey", Folding.NAME.key(facts.lastName()));
        columns.put("emailAddress", facts.emailAddress());
        columns.put("employer", facts.employer());
        columns.put("employerKey", Folding.ORGANIZATION.key(facts.employer()));
        columns.put("locationName", facts.locationName());
        columns.put("locationKey", Folding.ORGANIZATION.key(facts.locationName()));
        columns.put("accessLevel", facts.accessLevel().name());
        columns.put("vfcPin", facts.vfcPin());
        columns.put("supervisorName", facts.supervisorName());
        columns.put(
                "supervisorNameKey",
                facts.supervisorName() == null ? null : Folding.FULL_NAME.key(facts.supervisorName()));
        columns.put("supervisorAddress", facts.supervisorAddress());
        columns.put("agreementRequest", facts.agreementRequest());
        columns.put("endDate", facts.endDate());
        columns.put("phoneNumber", facts.phoneNumber());
        columns.put("jobTitle", facts.jobTitle());
        return columns;
    }

    public static Account read(ResultSet row, int index) throws SQLException {
        String reason = row.getString("inactivation_reason");
        return new Account(
                row.getString("number"),
                facts(row),
                UtcColumn.readNullable(row, "provisioned_at"),
                UtcColumn.readNullable(row, "last_access_at"),
                AccountStatus.valueOf(row.getString("status")),
                reason == null ? null : InactivationReason.valueOf(reason),
                UtcColumn.readNullable(row, "inactivated_at"));
    }

    private static AccountFacts facts(ResultSet row) throws SQLException {
        return new AccountFacts(
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email_address"),
                row.getString("employer"),
                row.getString("location_name"),
                AccessLevel.valueOf(row.getString("access_level")),
                row.getString("vfc_pin"),
                row.getString("supervisor_name"),
                row.getString("supervisor_address"),
                row.getString("agreement_request"),
                row.getObject("end_date", LocalDate.class),
                row.getString("phone_number"),
                row.getString("job_title"));
    }
}
