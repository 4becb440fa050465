package gov.mt.immtrax.access.mail;

import static org.mockito.Mockito.mock;

import gov.mt.immtrax.access.audit.CheckpointRepository;
import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.event.EventListener;
import org.springframework.dao.CannotAcquireLockException;

/** The mail room and an engine, without the other rooms: their part is played here. */
@EnableAutoConfiguration(exclude = OAuth2ClientAutoConfiguration.class)
@ComponentScan(basePackageClasses = {MailTestParts.class, BusinessCalendar.class})
@ConfigurationPropertiesScan(basePackageClasses = {MailTestParts.class, BusinessCalendar.class})
// No @Configuration: a scan of the whole application must not find this.
class MailTestParts {

    @Bean
    RecordLocks locks() {
        return new RecordLocks(List.of());
    }

    @Bean
    Clock clock() {
        return new EngineTime();
    }

    @Bean
    People people() {
        return new People();
    }

    @Bean
    RememberedDeeds trail() {
        return new RememberedDeeds();
    }

    /** Nobody has left, unless a test says so. */
    @Bean
    Departed departed() {
        return new Departed();
    }

    /** Nobody has a deputy, unless a test says so. */
    @Bean
    Named named() {
        return new Named();
    }

    @Bean
    HelpDesk helpDesk() {
        return new HelpDesk();
    }

    @Bean
    CheckpointRepository checkpoints() {
        return mock(CheckpointRepository.class);
    }

    static class Departed implements DepartedOfficials {

        String address;

        @Override
        public boolean hasLeft(String official, CaseNumber about) {
            return official.equals(address);
        }
    }

    static class Named implements Deputies {

        Deputy deputy;

        @Override
        public List<Deputy> of(String official) {
            return Stream.ofNullable(deputy)
                    .filter(it -> it.officialAddress().equals(official))
                    .toList();
        }

        @Override
        public Optional<Deputy> find(String deputyship) {
            return Optional.ofNullable(deputy).filter(it -> it.number().equals(deputyship));
        }
    }

    /** Somebody of the help desk, at work. */
    static class HelpDesk implements CurrentPerson {

        @Override
        public Optional<Person> find() {
            return Optional.of(new Person(
                    "https://login.example.gov", "1", "help.desk@mt.gov", "Help Desk", Set.of(Role.HELP_DESK)));
        }

        @Override
        public Optional<String> networkAddress() {
            return Optional.empty();
        }
    }

    /** The people of a request, and what the mail room told about their mails. */
    static class People implements MailSubject {

        final Map<Audience, String> addresses = new HashMap<>();
        final Map<String, Object> words = new HashMap<>();
        String requester;

        /** How many notes still fail, since somebody holds the request for longer than a job may wait. */
        int held;

        final List<MailSent> sent = new ArrayList<>();
        final List<MailAddressCorrected> corrected = new ArrayList<>();

        void reset() {
            requester = "stacy.supervisor@sphealth.org";
            held = 0;
            sent.clear();
            corrected.clear();
            addresses.clear();
            addresses.put(Audience.USER, "nancy.nurse@sphealth.org");
            addresses.put(Audience.SUPERVISOR, "stacy.supervisor@sphealth.org");
            words.clear();
            words.putAll(SampleWords.all());
        }

        @Override
        public CaseKind kind() {
            return CaseKind.ACCESS_REQUEST;
        }

        @Override
        public String addressOf(Audience audience, String number) {
            return addresses.get(audience);
        }

        @Override
        public Optional<String> requesterOf(String number) {
            return Optional.ofNullable(requester);
        }

        @Override
        public Map<String, Object> wordsFor(String template, String number) {
            return words;
        }

        @EventListener
        void on(MailSent event) {
            if (held-- > 0) {
                throw new CannotAcquireLockException("held", new SQLException("lock timeout", "55P03"));
            }
            sent.add(event);
        }

        @EventListener
        void on(MailAddressCorrected event) {
            corrected.add(event);
            addresses.put(event.audience(), event.newAddress());
        }
    }

    private static final class EngineTime extends Clock {

        @Override
        public Instant instant() {
            return ClockUtil.getCurrentTime().toInstant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
