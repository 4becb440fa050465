package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import java.util.Arrays;
import java.util.Comparator;
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
    private final AccessRequestRepository requests;
    private final RequestReferral referral;

    SupervisorHandover(
            JdbcClient jdbc,
            Timeline timeline,
            OpenTaskUpdater tasks,
            RecordLocks locks,
            AccessRequestRepository requests,
            RequestReferral referral) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.tasks = tasks;
        this.locks = locks;
        this.requests = requests;
        this.referral = referral;
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

    /**
     * Changes who acts for the request. The identity of the person who submitted it stays recorded. What registry staff
     * approved for one supervisor they have not approved for another, so the request goes to them again.
     */
    public void handOver(String number, String name, String address) {
        RequestStatus status = give(number, name, address);
        timeline.note(number, RequestEventType.SUPERVISOR_REPLACED);
        if (status == RequestStatus.AWAITING_DECISION
                || status == RequestStatus.AWAITING_PROVISIONING && referral.isNeeded(requests.get(number))) {
            tasks.checkRequesterAgain(number);
        }
    }

    /** Corrects the address of the supervisor who acts for the request, and who stays the same person. */
    public void correctAddress(String number, String name, MailAddressCorrected corrected) {
        give(number, name, corrected.newAddress());
        timeline.note(number, RequestEventType.MAIL_ADDRESS_CORRECTED, corrected.change());
    }

    /** Locks the open requests of a supervisor, by number. */
    public void holdOpenOf(String supervisor) {
        openOf(supervisor).stream().map(AccessRequest::number).sorted().forEach(locks::lock);
    }

    /**
     * The supervisor of open requests and planned changes has another address, and stays the same person.
     *
     * @return number of requests
     */
    public int followSupervisor(String before, String now) {
        List<AccessRequest> open = openOf(before);
        open.stream().sorted(Comparator.comparing(AccessRequest::number)).forEach(request -> {
            give(request.number(), request.supervisorName(), now);
            timeline.note(request.number(), RequestEventType.MAIL_ADDRESS_CORRECTED, before + " \u2192 " + now);
        });
        jdbc.sql("update request_effect set account_supervisor_address = :now"
                        + " where planned and account_supervisor_address = :before")
                .param("before", before)
                .param("now", now)
                .update();
        return open.size();
    }

    private RequestStatus give(String number, String name, String address) {
        locks.lock(number);
        jdbc.sql("update access_request set supervisor_name = :name,"
                        + " supervisor_address = :address where number = :number")
                .param("name", name)
                .param("address", address)
                .param("number", number)
                .update();
        requests.renewOpenKey(number);
        tasks.giveToSupervisor(number, address);
        return requests.get(number).status();
    }
}
