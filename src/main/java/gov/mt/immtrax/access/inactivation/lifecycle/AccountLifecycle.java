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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The steps of {@code account-lifecycle.bpmn}: review an account, warn, and record what was done. */
@Service
public class AccountLifecycle {

    /** Accounts per job: a few seconds of work, which is repeated if the service is killed. */
    static final int AT_ONCE = 500;

    static final String FIRST_WARNING = "inactivity-first-warning";
    static final String LAST_WARNING = "inactivity-last-warning";
    static final String LAST_WARNING_COPY = "inactivity-last-warning-supervisor";
    static final String ENDING_USER = "access-ending-user";
    static final String ENDING_SUPERVISOR = "access-ending-supervisor";
    static final String INACTIVATED_USER = "access-inactivated-user";
    static final String INACTIVATED_SUPERVISOR = "access-inactivated-supervisor";

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

    /** Determines what is due for an account according to the register. */
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

    /** Warns the user that the login will be inactivated for inactivity in a month, and explains how to keep it. */
    @Transactional
    public void warnUser(String number) {
        LifecycleState life = lives.get(number);
        tellUser(life, FIRST_WARNING);
        lives.warnedFirst(numbers(life), deadlines.inactivityDueOn(life));
    }

    /** Warns the user and the supervisor under each employer that a week is left. */
    @Transactional
    public void warnUserAgain(String number) {
        LifecycleState life = lives.get(number);
        boolean user = tellUser(life, LAST_WARNING);
        boolean supervisor = life.ofLogin()
                .map(one -> post(one, LAST_WARNING_COPY, Audience.SUPERVISOR))
                .reduce(false, Boolean::logicalOr);
        lives.warnedLast(numbers(life), deadlines.inactivityDueOn(life), deadlines.today(), user || supervisor);
    }

    /** Notifies the user and the supervisor that the end date is a week away. */
    @Transactional
    public void announceEndDate(String number) {
        LifecycleState life = lives.get(number);
        post(life, ENDING_USER, Audience.USER);
        post(life, ENDING_SUPERVISOR, Audience.SUPERVISOR);
        lives.announcedEnd(number, Objects.requireNonNull(life.account().facts().endDate()));
    }

    /** Notifies the user and the supervisor that the access has ended. */
    @Transactional
    public void announceInactivation(String number) {
        LifecycleState life = lives.get(number);
        post(life, INACTIVATED_USER, Audience.USER);
        post(life, INACTIVATED_SUPERVISOR, Audience.SUPERVISOR);
    }

    /**
     * A due account is kept: its inactivity is counted from now. An end date in the past is lifted only if the decision
     * was about the end date.
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

    /**
     * The account has moved: what its user and former supervisor were told no longer counts, nor what was said about
     * the inactivity of its login. What is not sent yet is taken back.
     */
    @Transactional
    public void voidWarnings(String number) {
        List<String> login = numbers(lives.get(number));
        lives.voidWarnings(login);
        lives.voidEndAnnouncement(number);
        login.forEach(this::withdrawInactivityWarnings);
        withdrawEndAnnouncements(number);
    }

    /** The active accounts of an account's login. */
    @Transactional(readOnly = true)
    public List<String> ofLogin(String number) {
        return lives.ofLogin(number);
    }

    /**
     * Records that the lifecycle of an active account has started, in the caller's transaction; false if it had already
     * started.
     */
    @Transactional
    public boolean start(String number) {
        return lives.start(number, clock.instant());
    }

    /**
     * Does the same for the next few active accounts without a lifecycle. Returns their numbers; empty if there are no
     * more.
     */
    @Transactional
    public List<String> startSome() {
        return lives.startSome(AT_ONCE, clock.instant());
    }

    /** Number of active accounts without a lifecycle. */
    @Transactional(readOnly = true)
    public long waiting() {
        return lives.waiting();
    }

    /** When an account is reviewed next, according to the register. */
    @Transactional(readOnly = true)
    public Instant nextReview(String number) {
        return deadlines.nextReview(number).toInstant();
    }

    /**
     * Deletes the lifecycle's state and takes back unsent warnings, because the account is inactivated. Inactivity ends
     * the other accounts of a login before the one that leads, so that an account that ends while others are active has
     * followed another one, and its supervisor is told here.
     *
     * @return whether something other than its own lifecycle inactivated it
     */
    @Transactional
    public boolean end(String number) {
        LifecycleState life = lives.get(number);
        lives.end(number, life.isReleased());
        if (withdrawInactivityWarnings(number) && !life.others().isEmpty()) {
            lives.voidWarnings(life.others().stream()
                    .map(other -> other.account().number())
                    .toList());
        }
        withdrawEndAnnouncements(number);
        InactivationReason reason = life.account().inactivationReason();
        boolean follows =
                reason == InactivationReason.INACTIVITY && !life.others().isEmpty();
        if (follows) {
            announceWithOthers(life);
        }
        boolean otherwise = follows || reason != InactivationReason.END_DATE && reason != InactivationReason.INACTIVITY;
        if (otherwise) {
            inactivation.callOff(number);
        }
        return otherwise;
    }

    /** The user is told about the last of the accounts with their address. */
    private void announceWithOthers(LifecycleState life) {
        String user = life.account().facts().emailAddress();
        if (life.others().stream()
                .noneMatch(other -> Objects.equals(user, other.account().facts().emailAddress()))) {
            post(life, INACTIVATED_USER, Audience.USER);
        }
        post(life, INACTIVATED_SUPERVISOR, Audience.SUPERVISOR);
    }

    private boolean withdrawInactivityWarnings(String number) {
        return mails.withdrawSuperseded(ACCOUNT.of(number), FIRST_WARNING, LAST_WARNING, LAST_WARNING_COPY);
    }

    private void withdrawEndAnnouncements(String number) {
        mails.withdrawSuperseded(ACCOUNT.of(number), ENDING_USER, ENDING_SUPERVISOR);
    }

    /**
     * Posts one email to each address of the user: the accounts of a login need not have the same one.
     *
     * @return whether there is an address to post it to
     */
    private boolean tellUser(LifecycleState life, String template) {
        Set<String> told = new HashSet<>();
        life.ofLogin().forEach(one -> {
            String address = one.account().facts().emailAddress();
            if (address != null && told.add(address)) {
                post(one, template, Audience.USER);
            }
        });
        return !told.isEmpty();
    }

    private static List<String> numbers(LifecycleState life) {
        return life.ofLogin().map(one -> one.account().number()).toList();
    }

    /**
     * A sole practitioner, who is user and supervisor, gets the user's email only.
     *
     * @return whether there is an address to post it to
     */
    private boolean post(LifecycleState life, String template, Audience audience) {
        AccountFacts facts = life.account().facts();
        String address = audience == Audience.USER ? facts.emailAddress() : facts.supervisorAddress();
        boolean told = audience == Audience.SUPERVISOR && Objects.equals(address, facts.emailAddress());
        if (address != null && !told) {
            mails.post(template, audience, ACCOUNT.of(life.account().number()));
        }
        return address != null;
    }
}
