package gov.mt.immtrax.access.people.handover;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Supplies the addresses and the template values of emails about taking over a person. */
@Component
class HandoverMailSubject implements MailSubject {

    private final HandoverRepository handovers;
    private final AccountRegister register;
    private final BusinessCalendar calendar;
    private final Clock clock;

    HandoverMailSubject(
            HandoverRepository handovers, AccountRegister register, BusinessCalendar calendar, Clock clock) {
        this.handovers = handovers;
        this.register = register;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.HANDOVER;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        return switch (audience) {
            case SUPERVISOR -> get(number).newAddress();
            case FORMER_SUPERVISOR -> get(number).oldAddress();
            default -> throw new IllegalArgumentException(audience + " is not a recipient of emails about a handover");
        };
    }

    @Override
    public Set<String> addressesOfOthers(Audience audience, String number) {
        return Set.of(
                addressOf(audience == Audience.SUPERVISOR ? Audience.FORMER_SUPERVISOR : Audience.SUPERVISOR, number));
    }

    @Override
    public Optional<String> requesterOf(String number) {
        return Optional.of(get(number).oldAddress());
    }

    /** Nobody is asked what has ended or lapsed. */
    @Override
    public boolean isTrue(String template, String number) {
        return !template.equals(HandoverService.QUESTION) || get(number).isOpen(clock.instant());
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Handover handover = get(number);
        Map<String, Object> words = new HashMap<>();
        words.put("userName", register.get(handover.account()).facts().personName());
        words.put("supervisorName", handover.newName());
        words.put("formerSupervisorName", handover.oldName());
        words.put("expiresOn", calendar.dateOf(handover.lapsesAt()));
        words.put("declined", handover.ending() != HandoverEnding.ACCEPTED);
        return words;
    }

    private Handover get(String number) {
        return handovers.find(number).orElseThrow(() -> new IllegalStateException("No handover " + number));
    }
}
