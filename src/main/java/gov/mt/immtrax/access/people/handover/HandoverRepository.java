package gov.mt.immtrax.access.people.handover;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of questions to take over a person; an account has at most one that is open. */
@Repository
class HandoverRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    HandoverRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Handover> find(String number) {
        return list("number = :value", number).stream().findFirst();
    }

    /** The one that is not ended about an account; it may have lapsed. */
    Optional<Handover> ofAccount(String account) {
        return list("open_key = :value", account).stream().findFirst();
    }

    /** Those that an official has to answer, by normalized address. */
    List<Handover> askedOf(String official) {
        return list("new_address = :value and open_key is not null order by number", official);
    }

    private List<Handover> list(String condition, String value) {
        return jdbc.sql("select * from supervisor_handover where " + condition)
                .param("value", value)
                .query(HandoverRepository::map)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another one about the account is open */
    void insert(Handover handover, String askedBy) {
        jdbc.sql("""
                        insert into supervisor_handover (number, account, open_key, old_name, old_address, new_name,
                            new_address, reason, asked_at, asked_by, lapses_at)
                        values (:number, :account, :account, :oldName, :oldAddress, :newName, :newAddress, :reason,
                            :now, :by, :lapsesAt)""")
                .param("number", handover.number())
                .param("account", handover.account())
                .param("oldName", handover.oldName())
                .param("oldAddress", handover.oldAddress())
                .param("newName", handover.newName())
                .param("newAddress", handover.newAddress())
                .param("reason", handover.reason())
                .param("now", UtcColumn.of(clock.instant()))
                .param("by", askedBy)
                .param("lapsesAt", UtcColumn.of(handover.lapsesAt()))
                .update();
    }

    /** @return false if it has ended already */
    boolean end(String number, HandoverEnding ending) {
        return jdbc.sql("""
                        update supervisor_handover set ending = :ending, ended_at = :now, open_key = null
                        where number = :number and open_key is not null""")
                        .param("ending", ending.name())
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("number", number)
                        .update()
                == 1;
    }

    /** The help desk corrected an address that was refused. */
    void correctAddresses(String number, String before, String address) {
        String sql = """
                update supervisor_handover set
                    new_address = case when new_address = :before then :address else new_address end,
                    old_address = case when old_address = :before then :address else old_address end
                where number = :number""";
        jdbc.sql(sql)
                .param("before", before)
                .param("address", address)
                .param("number", number)
                .update();
    }

    /** To be called when the accounts of the official's people have the new address. */
    void followSupervisor(String before, String now) {
        String asked = """
                update supervisor_handover set new_address = :now
                where new_address = :before and open_key is not null""";
        jdbc.sql(asked).param("before", before).param("now", now).update();
        String asking = """
                update supervisor_handover set old_address = :now
                where old_address = :before
                    and open_key in (select number from account where supervisor_address = :now)""";
        jdbc.sql(asking).param("before", before).param("now", now).update();
    }

    private static Handover map(ResultSet row, int index) throws SQLException {
        String ending = row.getString("ending");
        return new Handover(
                row.getString("number"),
                row.getString("account"),
                row.getString("old_name"),
                row.getString("old_address"),
                row.getString("new_name"),
                row.getString("new_address"),
                row.getString("reason"),
                UtcColumn.read(row, "lapses_at"),
                ending == null ? null : HandoverEnding.valueOf(ending));
    }
}
