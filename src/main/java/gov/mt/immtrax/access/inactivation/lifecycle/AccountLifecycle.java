package gov.mt.immtrax.access.inactivation.lifecycle;

import static gov.mt.immtrax.access.number.CaseKind.ACCOUNT;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.inactivation.InactivationService;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the steps of {@code account-lifecycle.bpmn} do: look at the register, warn, and remember that they did. */
@Service
public class AccountLifecycle {

    /** Started in one job: a few seconds' work, which is done again if the service is killed. */
    static final int AT_ONCE = 500;

    static final String FIRST_WARNING = "inactivity-first-warning";
    static final String LAST_WARNING = "inactivity-last-warning";
    static final String LAST_WARNING_COPY = "inactivity-last-warning-supervisor";
    static final String ENDING_USER = "access-ending-user";
    static final String ENDING_SUPERVISOR = "access-ending-supervisor";

    private final LifecycleStateRepository lives;
    private final AccountDeadlines deadlines;
    private final Mails mails;
    private final InactivationService inactivation;
    private final InactivationRepository inactivations;
    private final Clock clock;

    AccountLifecycle(
            LifecycleStateRepository lives,
            AccountDeadlines deadlines,
            Mails mails,
            InactivationService inactivation,
            InactivationRepository inactivations,
            Clock clock) {
        this.lives = lives;
        this.deadlines = deadlines;
        this.mails = mails;
        this.inactivation = inactivation;
        this.inactivations = inactivations;
        this.clock = clock;
    }

    /** Says what is due about an account, by the register as it is now. */
    @Transactional(readOnly = true)
    public ReviewOutcome review(String number) {
        LifecycleState life = lives.get(number);
        if (!life.account().isActive()) {
            return ReviewOutcome.ENDED;
        }
        NextReview next = deadlines.next(life);
        if (!next.isDue(deadlines.today())) {
            return ReviewOutcome.NOTHING;
        }
        return deadlines.isHeld(life, next) ? ReviewOutcome.HELD : next.outcome();
    }

    /** Tells the user that inactivity is a month away, and how to keep the access. */
    @Transactional
    public void warnUser(String number) {
        LifecycleState life = lives.get(number);
        post(life, FIRST_WARNING, Audience.USER);
        lives.warnedFirst(number, deadlines.inactivityDueOn(life));
    }

    /** Tells the user, and the supervisor, that it is a week away, or that a week is what is left. */
    @Transactional
    public void warnUserAgain(String number) {
        LifecycleState life = lives.get(number);
        boolean user = post(life, LAST_WARNING, Audience.USER);
        boolean supervisor = post(life, LAST_WARNING_COPY, Audience.SUPERVISOR);
        lives.warnedLast(number, deadlines.inactivityDueOn(life), deadlines.today(), user || supervisor);
    }

    /** Tells both that the end date is a week away. */
    @Transactional
    public void announceEndDate(String number) {
        LifecycleState life = lives.get(number);
        post(life, ENDING_USER, Audience.USER);
        post(life, ENDING_SUPERVISOR, Audience.SUPERVISOR);
        lives.announcedEnd(number, life.account().facts().endDate());
    }

    /** Tells both that the access has ended. */
    @Transactional
    public void announceInactivation(String number) {
        LifecycleState life = lives.get(number);
        post(life, "access-inactivated-user", Audience.USER);
        post(life, "access-inactivated-supervisor", Audience.SUPERVISOR);
    }

    /**
     * Somebody decided that a due account stays: its time is counted anew; an end date goes only if they were asked
     * about it.
     */
    @Transactional
    public void restartInactivityPeriod(String number) {
        LocalDate end = lives.get(number).account().facts().endDate();
        boolean asked = inactivations
                .latest(number)
                .filter(asking -> asking.reason() == InactivationReason.END_DATE)
                .isPresent();
        if (asked && end != null && end.isBefore(deadlines.today())) {
            lives.keptPastEnd(number, end);
        }
        lives.kept(number, clock.instant());
    }

    /** Notes that an active account is watched from now on; false if it was already. In the caller's transaction. */
    @Transactional
    public boolean start(String number) {
        return lives.start(number, clock.instant());
    }

    /** Notes the same for the next few accounts that nobody watches, and says which; none if there are no more. */
    @Transactional
    public List<String> startSome() {
        return lives.startSome(AT_ONCE, clock.instant());
    }

    /** How many active accounts nobody watches. */
    @Transactional(readOnly = true)
    public long waiting() {
        return lives.waiting();
    }

    /** When an account is looked at next, as the register is now. */
    @Transactional(readOnly = true)
    public Instant nextReview(String number) {
        return deadlines.nextReview(number).toInstant();
    }

    /**
     * Forgets what was remembered, and takes back warnings that have not gone out: the account is inactivated.
     *
     * @return whether that was not its lifecycle's own doing
     */
    @Transactional
    public boolean end(String number) {
        LifecycleState life = lives.get(number);
        lives.end(number, life.isReleased());
        mails.withdrawSuperseded(
                ACCOUNT.of(number), FIRST_WARNING, LAST_WARNING, LAST_WARNING_COPY, ENDING_USER, ENDING_SUPERVISOR);
        InactivationReason reason = life.account().inactivationReason();
        boolean otherwise = reason == InactivationReason.ACCESS_DELETION || reason == InactivationReason.REGISTRY;
        if (otherwise) {
            inactivation.callOff(number);
        }
        return otherwise;
    }

    /** @return whether there is somebody to post it to */
    private boolean post(LifecycleState life, String template, Audience audience) {
        AccountFacts facts = life.account().facts();
        String address = audience == Audience.USER ? facts.emailAddress() : facts.supervisorAddress();
        if (address != null) {
            mails.post(template, audience, ACCOUNT.of(life.account().number()));
        }
        return address != null;
    }
}
