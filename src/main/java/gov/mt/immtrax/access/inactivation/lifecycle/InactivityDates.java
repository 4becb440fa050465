package gov.mt.immtrax.access.inactivation.lifecycle;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows supervisors the day until which an unused account stays active, while they can still have it used. */
@Component
public class InactivityDates {

    private final LifecycleStateRepository lives;
    private final AccountDeadlines deadlines;

    InactivityDates(LifecycleStateRepository lives, AccountDeadlines deadlines) {
        this.lives = lives;
        this.deadlines = deadlines;
    }

    /**
     * The last day in Montana on which using the account keeps it active, for several accounts in one statement.
     *
     * @return by account number; without accounts that are inactivated, have no lifecycle or reach their end date first
     */
    public Map<String, LocalDate> of(Collection<String> accounts) {
        Map<String, LocalDate> days = new HashMap<>();
        for (LifecycleState life : lives.watched(accounts)) {
            LocalDate day = deadlines.lastDay(life);
            if (!life.endsBy(day)) {
                days.put(life.account().number(), day);
            }
        }
        return days;
    }
}
