package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores staff as the identity provider last described them, at a login or a re-check, so that the engine, its jobs and
 * the emails find people without asking it. The column {@code last_login_at} holds that time.
 */
@Component
public class StaffDirectory {

    private static final int LONGEST_NAME = 120;
    private static final String SELECT = """
            select m.address, m.name, r.role
              from staff_member m join staff_role r on r.address = m.address
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final ObjectProvider<Clock> clock;

    StaffDirectory(JdbcClient jdbc, TransactionOperations transaction, ObjectProvider<Clock> clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Empty for citizens, for staff who have never logged in, and for people without a staff group at the last check.
     */
    public Optional<StaffMember> find(String address) {
        return members(jdbc.sql(SELECT + " where m.address = :address")
                        .param("address", EmailAddresses.normalize(address)))
                .stream()
                .findFirst();
    }

    /** All staff, ordered by address. */
    public List<StaffMember> list() {
        return members(jdbc.sql(SELECT + " order by m.address"));
    }

    /** Stores what the identity provider says at a login or a re-check; roles that it no longer names are removed. */
    void record(Person person) {
        try {
            transaction.executeWithoutResult(status -> replace(person));
        } catch (DuplicateKeyException twoFirstLoginsAtOnce) {
            transaction.executeWithoutResult(status -> replace(person));
        }
    }

    /** Removes an address that the provider no longer knows. */
    void forget(String address) {
        transaction.executeWithoutResult(status -> remove(address));
    }

    private void remove(String address) {
        jdbc.sql("delete from staff_role where address = ?").param(address).update();
        jdbc.sql("delete from staff_member where address = ?").param(address).update();
    }

    private void replace(Person person) {
        if (!person.isStaff()) {
            remove(person.address());
            return;
        }
        Map<String, Object> row = Map.of(
                "address", person.address(),
                "name",
                        person.name().length() > LONGEST_NAME
                                ? person.name().substring(0, LONGEST_NAME)
                                : person.name(),
                "now", UtcColumn.of(clock.getObject().instant()));
        int known = jdbc.sql("update staff_member set name = :name, last_login_at = :now where address = :address")
                .params(row)
                .update();
        if (known == 0) {
            jdbc.sql("insert into staff_member (address, name, last_login_at) values (:address, :name, :now)")
                    .params(row)
                    .update();
        }
        jdbc.sql("delete from staff_role where address = ?")
                .param(person.address())
                .update();
        for (Role role : person.roles()) {
            if (role.isStaff()) {
                jdbc.sql("insert into staff_role (address, role) values (?, ?)")
                        .params(person.address(), role.name())
                        .update();
            }
        }
    }

    private static List<StaffMember> members(JdbcClient.StatementSpec statement) {
        Map<String, StaffMember> members = new LinkedHashMap<>();
        for (RoleRow row : statement.query(RoleRow.class).list()) {
            members.computeIfAbsent(
                            row.address(), address -> new StaffMember(address, row.name(), EnumSet.noneOf(Role.class)))
                    .roles()
                    .add(row.role());
        }
        return List.copyOf(members.values());
    }

    private record RoleRow(String address, String name, Role role) {

        @Override
        public String toString() {
            return "RoleRow[" + role + "]";
        }
    }
}
