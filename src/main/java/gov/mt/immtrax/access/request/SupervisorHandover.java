package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.database.RecordLocks;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands over open requests from a supervisor who left to the new one, who then receives the emails and makes
 * corrections.
 */
@Service
@Transactional
public class SupervisorHandover {

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final OpenTaskUpdater tasks;
    private final RecordLocks locks;

    SupervisorHandover(JdbcClient jdbc, Timeline timeline, OpenTaskUpdater tasks, RecordLocks locks) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.tasks = tasks;
        this.locks = locks;
    }

    /** The open requests of the supervisor with this normalized address, oldest first. */
    public List<AccessRequest> openOf(String supervisor) {
        return jdbc.sql("""
                        select * from access_request where supervisor_address = :address and status in (:open)
                        order by submitted_at, number""")
                .param("address", supervisor)
                .param(
                        "open",
                        Arrays.stream(RequestStatus.values())
                                .filter(RequestStatus::isOpen)
                                .map(Enum::name)
                                .toList())
                .query(RequestColumns::read)
                .list();
    }

    /** Changes who acts for the request. The identity of the person who submitted it stays recorded. */
    public void handOver(String number, String name, String address) {
        locks.lock(number);
        jdbc.sql("update access_request set supervisor_name = :name,"
                        + " supervisor_address = :address where number = :number")
                .param("name", name)
                .param("address", address)
                .param("number", number)
                .update();
        timeline.note(number, RequestEventType.SUPERVISOR_REPLACED);
        tasks.giveToSupervisor(number, address);
    }
}
