package gov.mt.immtrax.access.inactivation.lifecycle;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says until when accounts stay though nobody uses them, to whoever can still have them used. */
@Component
public class InactivityDates {

    private final LifecycleStateRepository lives;
    private final AccountDeadlines deadlines;

    InactivityDates(LifecycleStateRepository lives, AccountDeadlines deadlines) {
        this.lives = lives;
        this.deadlines = deadlines;
    }

    /**
     * The last day in Montana on which an access keeps each account, in one statement.
     *
     * @return by number; without those that are not active, or not watched, or whose end date comes first
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
