package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What each provisioned request changed in the register. It is stored because emails and pages still need it after the
 * register has changed again.
 */
@Repository
public class RequestEffectRepository {

    private final JdbcClient jdbc;

    RequestEffectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if the request is not provisioned. */
    public Optional<RequestEffect> find(String requestNumber) {
        return jdbc.sql("select * from request_effect where request_number = :number")
                .param("number", requestNumber)
                .query(RequestEffectRepository::map)
                .optional();
    }

    void note(String requestNumber, RequestEffect effect) {
        jdbc.sql("""
                        insert into request_effect (request_number, account, level_before, employer_before,
                            location_before, former_supervisor_name, former_supervisor_address, end_date_before,
                            account_supervisor_name, account_supervisor_address, planned, planned_username)
                        values (:number, :account, :level, :employer, :location, :supervisorName, :supervisorAddress,
                            :end, :accountSupervisorName, :accountSupervisorAddress, :planned, :plannedUsername)""")
                .param("number", requestNumber)
                .param("account", effect.account())
                .param(
                        "level",
                        effect.levelBefore() == null
                                ? null
                                : effect.levelBefore().name())
                .param("employer", effect.employerBefore())
                .param("location", effect.locationBefore())
                .param("supervisorName", effect.formerSupervisorName())
                .param("supervisorAddress", effect.formerSupervisorAddress())
                .param("end", effect.endDateBefore(), Types.DATE)
                .param("accountSupervisorName", effect.accountSupervisorName())
                .param("accountSupervisorAddress", effect.accountSupervisorAddress())
                .param("planned", effect.planned())
                .param("plannedUsername", effect.plannedUsername())
                .update();
    }

    /** Writes what a planned change has changed, in place of the plan. */
    void carriedOut(String requestNumber, RequestEffect effect) {
        dropPlan(requestNumber);
        note(requestNumber, effect);
    }

    /**
     * Writes who is responsible for the account of a plan by now. No row is replaced, because that would lock the
     * request after the account.
     */
    void replan(String requestNumber, RequestEffect plan) {
        jdbc.sql("""
                        update request_effect set employer_before = :employer, location_before = :location,
                            former_supervisor_name = :formerName, former_supervisor_address = :formerAddress,
                            account_supervisor_name = :officialName, account_supervisor_address = :officialAddress
                        where request_number = :number and planned""")
                .param("employer", plan.employerBefore())
                .param("location", plan.locationBefore())
                .param("formerName", plan.formerSupervisorName())
                .param("formerAddress", plan.formerSupervisorAddress())
                .param("officialName", plan.accountSupervisorName())
                .param("officialAddress", plan.accountSupervisorAddress())
                .param("number", requestNumber)
                .update();
    }

    /** The login to which plans add an account has another user name. */
    void renamePlanned(String before, String username) {
        String sql = "update request_effect set planned_username = :username"
                + " where planned and lower(planned_username) = lower(:before)";
        jdbc.sql(sql).param("username", username).param("before", before).update();
    }

    /** Nothing is planned any longer. */
    public void dropPlan(String requestNumber) {
        jdbc.sql("delete from request_effect where request_number = :number and planned")
                .param("number", requestNumber)
                .update();
    }

    /** Replaces an address that was refused. */
    public void correctFormerSupervisor(String requestNumber, MailAddressCorrected corrected) {
        correct(
                "update request_effect set former_supervisor_address = :address"
                        + " where request_number = :number and former_supervisor_address = :before",
                requestNumber,
                corrected);
    }

    /** Like {@link #correctFormerSupervisor}. */
    public void correctAccountSupervisor(String requestNumber, MailAddressCorrected corrected) {
        correct(
                "update request_effect set account_supervisor_address = :address"
                        + " where request_number = :number and account_supervisor_address = :before",
                requestNumber,
                corrected);
    }

    private void correct(String sql, String requestNumber, MailAddressCorrected corrected) {
        jdbc.sql(sql)
                .param("address", corrected.newAddress())
                .param("before", corrected.oldAddress())
                .param("number", requestNumber)
                .update();
    }

    private static RequestEffect map(ResultSet row, int index) throws SQLException {
        String level = row.getString("level_before");
        return new RequestEffect(
                row.getString("account"),
                level == null ? null : AccessLevel.valueOf(level),
                row.getString("employer_before"),
                row.getString("location_before"),
                row.getString("former_supervisor_name"),
                row.getString("former_supervisor_address"),
                row.getObject("end_date_before", LocalDate.class),
                row.getString("account_supervisor_name"),
                row.getString("account_supervisor_address"),
                row.getBoolean("planned"),
                row.getString("planned_username"));
    }
}
