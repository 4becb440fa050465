package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Supplies the addresses and the template values of emails about a deputy. */
@Component
class DeputyshipMailSubject implements MailSubject {

    private final DeputyshipRepository deputyships;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DeputyshipMailSubject(DeputyshipRepository deputyships, BusinessCalendar calendar, Clock clock) {
        this.deputyships = deputyships;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.DEPUTYSHIP;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        return switch (audience) {
            case DEPUTY -> get(number).deputyAddress();
            case SUPERVISOR -> get(number).officialAddress();
            default -> throw new IllegalArgumentException(audience + " is not a recipient of emails about a deputy");
        };
    }

    @Override
    public Set<String> addressesOfOthers(Audience audience, String number) {
        Deputyship deputyship = get(number);
        return deputyships.of(deputyship.officialAddress()).stream()
                .filter(it -> it.endedAt() == null && !it.number().equals(number))
                .map(Deputyship::deputyAddress)
                .collect(Collectors.toCollection(() -> new HashSet<>(Set.of(
                        audience == Audience.DEPUTY ? deputyship.officialAddress() : deputyship.deputyAddress()))));
    }

    @Override
    public Optional<String> requesterOf(String number) {
        return Optional.of(get(number).officialAddress());
    }

    /** Nobody is invited to what has ended or lapsed. */
    @Override
    public boolean isTrue(String template, String number) {
        return !template.equals(DeputyshipService.INVITATION)
                || get(number).state(clock.instant()) == Deputyship.State.INVITED;
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Deputyship deputyship = get(number);
        Map<String, Object> words = new HashMap<>();
        words.put("userName", deputyship.deputyName());
        words.put("supervisorName", deputyship.officialName());
        words.put("supervisorAddress", deputyship.officialAddress());
        if (deputyship.lapsesAt() != null) {
            words.put("expiresOn", calendar.dateOf(deputyship.lapsesAt()));
        }
        words.put("declined", deputyship.ending() == DeputyshipEnding.DECLINED);
        if (deputyship.ending() != null) {
            words.put("endingKey", "deputy.ending." + deputyship.ending());
        }
        words.put("reason", deputyship.endReason());
        return words;
    }

    private Deputyship get(String number) {
        return deputyships.find(number).orElseThrow(() -> new IllegalStateException("No deputyship " + number));
    }
}
