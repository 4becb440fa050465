package gov.mt.immtrax.access.deputy;

import static gov.mt.immtrax.access.number.CaseKind.DEPUTYSHIP;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names, confirms, accepts and ends deputies, and tells those whom it concerns. */
@Service
@Transactional
public class DeputyshipService {

    /** Business days that somebody has to accept. */
    static final int BUSINESS_DAYS = 10;

    static final String INVITATION = "deputy-named";
    private static final String TO_CONFIRM_MAIL = "deputy-to-confirm-lead";

    private final DeputyshipRepository deputyships;
    private final SameClinic clinic;
    private final CaseNumberGenerator numbers;
    private final Mails mails;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DeputyshipService(
            DeputyshipRepository deputyships,
            SameClinic clinic,
            CaseNumberGenerator numbers,
            Mails mails,
            AuditTrail audit,
            CurrentPerson currentPerson,
            BusinessCalendar calendar,
            Clock clock) {
        this.deputyships = deputyships;
        this.clinic = clinic;
        this.numbers = numbers;
        this.mails = mails;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Deputyship> find(String number) {
        return DEPUTYSHIP.matches(number) ? deputyships.find(number) : Optional.empty();
    }

    /** All deputyships of an official, newest first. */
    @Transactional(readOnly = true)
    public List<Deputyship> of(Person official) {
        return deputyships.of(official.address());
    }

    /** The deputyships in which somebody is asked to act, or may. */
    @Transactional(readOnly = true)
    public List<Deputyship> with(Person deputy) {
        return deputyships.openWith(deputy.address()).stream()
                .filter(it -> it.state(clock.instant()) == Deputyship.State.INVITED
                        || it.state(clock.instant()) == Deputyship.State.ACCEPTED)
                .toList();
    }

    /** For registry staff: the newest, or those with an address. */
    @Transactional(readOnly = true)
    public List<Deputyship> newest(Optional<String> address) {
        return deputyships.newest(address);
    }

    /** For registry staff: those that wait for them. */
    @Transactional(readOnly = true)
    public List<Deputyship> toConfirm() {
        return deputyships.toConfirm();
    }

    /** Whether somebody may name deputies: they answer for somebody else. */
    @Transactional(readOnly = true)
    public boolean mayName(Person official) {
        return clinic.answersForSomebody(official.address());
    }

    /**
     * What speaks against a deputy; empty if nothing does.
     *
     * @param address normalized
     */
    @Transactional(readOnly = true)
    public Optional<FormError> mistake(Person official, String address) {
        if (official.hasAddress(address)) {
            return Optional.of(FormError.of("address", "deputy.rule.yourself"));
        }
        List<Deputyship> open = deputyships.of(official.address()).stream()
                .filter(it -> it.state(clock.instant()) != Deputyship.State.ENDED)
                .toList();
        if (open.stream().anyMatch(it -> it.deputyAddress().equals(address))) {
            return Optional.of(FormError.of("address", "deputy.rule.twice"));
        }
        return open.size() < 2 ? Optional.empty() : Optional.of(FormError.of("address", "deputy.rule.two"));
    }

    /**
     * Names a deputy. Whom the register knows at the same clinic is invited at once; otherwise registry staff have to
     * confirm first, and nobody is written to but the help desk lead.
     *
     * @param address normalized
     * @throws org.springframework.dao.DuplicateKeyException if another one was named at the same moment
     */
    public Deputyship name(Person official, String name, String address) {
        deputyships.endLapsed(official.address());
        boolean known = clinic.knows(address, official.address());
        String number = numbers.next(DEPUTYSHIP);
        // both taken: the second place, so that the table refuses it
        int place = deputyships.freePlace(official.address()).orElse(2);
        deputyships.insert(
                number,
                official.address(),
                clinic.nameOf(official.address()).orElse(official.name()),
                name,
                address,
                place,
                known ? Deputyship.BY_REGISTER : null,
                known ? lapsesAt() : null);
        audit.record(
                AuditAction.DEPUTY_NAMED, number, AuditResult.DONE, known ? "known at the clinic" : "to be confirmed");
        if (known) {
            mails.postBounded(INVITATION, Audience.DEPUTY, DEPUTYSHIP.of(number));
        } else {
            mails.post(TO_CONFIRM_MAIL, Audience.HELP_DESK_LEAD, DEPUTYSHIP.of(number));
        }
        return deputyships.find(number).orElseThrow();
    }

    /** Whether the person who is logged in is the deputy or the official, and so confirms nothing. */
    public boolean isOwn(Deputyship deputyship) {
        Person person = currentPerson.require();
        return person.hasAddress(deputyship.deputyAddress()) || person.hasAddress(deputyship.officialAddress());
    }

    /** @return false if there is nothing to confirm any more, or it is one's own */
    public boolean confirm(String number) {
        boolean others = deputyships.find(number).filter(it -> !isOwn(it)).isPresent();
        boolean confirmed =
                others && deputyships.confirm(number, currentPerson.require().address(), lapsesAt());
        if (confirmed) {
            audit.record(AuditAction.DEPUTY_CONFIRMED, number);
            mails.withdrawSuperseded(DEPUTYSHIP.of(number), TO_CONFIRM_MAIL);
            mails.postBounded(INVITATION, Audience.DEPUTY, DEPUTYSHIP.of(number));
        }
        return confirmed;
    }

    /** @return false if the invitation has ended or lapsed, or the register no longer knows the deputy at the clinic */
    public boolean accept(String number) {
        if (deputyships.find(number).filter(this::isGone).isPresent()) {
            end(number, DeputyshipEnding.ACCESS_ENDED, null);
            return false;
        }
        boolean accepted = deputyships.accept(number);
        if (accepted) {
            audit.record(AuditAction.DEPUTY_ACCEPTED, number);
            mails.withdrawSuperseded(DEPUTYSHIP.of(number), INVITATION);
            mails.post("deputy-answered", Audience.SUPERVISOR, DEPUTYSHIP.of(number));
        }
        return accepted;
    }

    /** The deputy says no. */
    public boolean decline(String number) {
        boolean declined = end(number, DeputyshipEnding.DECLINED, null, AuditAction.DEPUTY_DECLINED);
        if (declined) {
            mails.post("deputy-answered", Audience.SUPERVISOR, DEPUTYSHIP.of(number));
        }
        return declined;
    }

    /**
     * Ends a deputyship at once, and what was not sent because of it stays unsent. Both are told but whoever ended it.
     *
     * @return false if it has ended already
     */
    public boolean end(String number, DeputyshipEnding ending, @Nullable String reason) {
        boolean wasAccepted = deputyships
                .find(number)
                .filter(it -> it.state(clock.instant()) == Deputyship.State.ACCEPTED)
                .isPresent();
        boolean ended = end(number, ending, reason, AuditAction.DEPUTY_ENDED);
        boolean deputyKnows = wasAccepted || mails.wasSent(INVITATION, DEPUTYSHIP.of(number));
        if (ended && deputyKnows && ending != DeputyshipEnding.BY_DEPUTY) {
            mails.post("deputy-ended", Audience.DEPUTY, DEPUTYSHIP.of(number));
        }
        if (ended && ending != DeputyshipEnding.BY_OFFICIAL) {
            mails.post("deputy-ended-official", Audience.SUPERVISOR, DEPUTYSHIP.of(number));
        }
        return ended;
    }

    private boolean end(String number, DeputyshipEnding ending, @Nullable String reason, AuditAction action) {
        boolean ended = deputyships.end(
                number, ending, currentPerson.find().map(Person::address).orElse(null), reason);
        if (ended) {
            audit.record(action, number, AuditResult.DONE, ending.name());
            mails.withdrawUnsent(DEPUTYSHIP.of(number));
        }
        return ended;
    }

    /**
     * Somebody else took over people of an official: what others do for the official ends with the last of them, and
     * what the official does for others when the register no longer knows them at the clinic.
     */
    public void endAfterReplacement(String official) {
        if (!clinic.answersStill(official)) {
            deputyships.of(official).stream()
                    .filter(it -> it.state(clock.instant()) != Deputyship.State.ENDED)
                    .forEach(it -> end(it.number(), DeputyshipEnding.OFFICIAL_REPLACED, null));
        }
        endUnlessKnown(official);
    }

    /** Ends the deputyships that the register vouched for, where it no longer knows the deputy at the clinic. */
    void endUnlessKnown(String deputy) {
        deputyships.openWith(deputy).stream()
                .filter(this::isGone)
                .forEach(it -> end(it.number(), DeputyshipEnding.ACCESS_ENDED, null));
    }

    private boolean isGone(Deputyship deputyship) {
        return deputyship.isByRegister()
                && !clinic.stillKnows(deputyship.deputyAddress(), deputyship.officialAddress());
    }

    /**
     * An official has another address, and their deputies stay theirs.
     *
     * @param told number of the deputyship that the corrected email was about; empty for another case
     */
    void followOfficial(String before, String now, String told) {
        recordMoved(deputyships.followOfficial(before, now, told), "address of the official");
    }

    /** A deputy logs in with another address, and stays the deputy. */
    void followDeputy(String before, String now) {
        recordMoved(deputyships.followDeputy(before, now), "address of the deputy");
    }

    /** The help desk corrected the address of somebody who is asked to be a deputy. */
    void correctDeputy(String number, String address) {
        recordMoved(
                deputyships
                        .find(number)
                        .filter(it -> it.acceptedAt() == null && it.endedAt() == null)
                        .filter(it -> deputyships.moveDeputy(it, address))
                        .stream()
                        .toList(),
                "address of the deputy");
    }

    private void recordMoved(List<Deputyship> moved, String whose) {
        moved.forEach(it -> audit.record(AuditAction.DEPUTY_ADDRESS_CHANGED, it.number(), AuditResult.DONE, whose));
    }

    private Instant lapsesAt() {
        return calendar.dueAfter(clock.instant(), BUSINESS_DAYS);
    }
}
