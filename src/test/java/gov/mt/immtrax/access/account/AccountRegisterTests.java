package gov.mt.immtrax.access.account;

import static gov.mt.immtrax.access.account.SampleAccount.SUPERVISOR;
import static gov.mt.immtrax.access.account.SampleAccount.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;

@JdbcTest
@Import({
    AccountRegister.class,
    CaseNumberGenerator.class,
    AccountHistory.class,
    ActingPerson.class,
    AccountRegisterTests.Surroundings.class
})
class AccountRegisterTests {

    private static final Instant NOON = Instant.parse("2026-11-23T19:00:00Z");
    private static final Cause REQUEST = Cause.of("REQ0100387");

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    ActingPerson acting;

    @Autowired
    Surroundings surroundings;

    @AfterEach
    void nobody() {
        acting.isNobody();
        surroundings.told.clear();
    }

    @Test
    void entersAnAccountWithItsHistoryAndTellsOfIt() {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);

        Account opened = register.open(SampleAccount.facts(), REQUEST);

        assertThat(opened.number()).matches("ACC\\d{7}");
        assertThat(opened.facts()).isEqualTo(SampleAccount.facts());
        assertThat(opened.isActive()).isTrue();
        assertThat(opened.provisionedAt()).isEqualTo(NOON);
        assertThat(opened.lastAccessAt()).isNull();
        assertThat(history.of(opened.number()))
                .containsExactly(new AccountChange(
                        NOON, AccountChangeType.OPENED, null, null, null, "REQ0100387", "help.desk@mt.gov", null));
        assertThat(surroundings.told).containsExactly(new AccountEvent(opened.number(), AccountChangeType.OPENED));
    }

    @Test
    void findsAnAccountByUserNameInAnyCaseByPersonAndBySupervisor() {
        Account nancy = register.open(SampleAccount.facts(), REQUEST);
        Account abel = register.open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), REQUEST);

        assertThat(register.ofLogin(" NNurse ")).contains(nancy);
        assertThat(register.ofLogin("nobody")).isEmpty();
        assertThat(register.ofPerson(USER)).containsExactly(nancy);
        assertThat(register.ofSupervisor(SUPERVISOR)).containsExactly(abel, nancy);
        assertThat(register.ofSupervisor("other.supervisor@example.org")).isEmpty();
    }

    @Test
    void refusesASecondAccountOfTheSameUserName() {
        register.open(SampleAccount.facts(), REQUEST);

        assertThatThrownBy(() -> register.open(SampleAccount.facts("NNURSE", "Nina", "Nurse", null), REQUEST))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void notesEachFactThatIsChanged() {
        String number = register.open(SampleAccount.facts(), REQUEST).number();
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);

        Account changed = register.change(
                number,
                facts -> facts.withAccessLevel(AccessLevel.RECORD_MAINTENANCE)
                        .withSupervisor("Otto Other", "other.supervisor@example.org"),
                Cause.note("Stacy has left"));

        assertThat(changed.facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        assertThat(history.of(number))
                .filteredOn(change -> change.type() == AccountChangeType.CHANGED)
                .extracting(
                        AccountChange::field,
                        AccountChange::before,
                        AccountChange::after,
                        AccountChange::actor,
                        AccountChange::note)
                .containsExactly(
                        tuple(
                                "supervisorAddress",
                                SUPERVISOR,
                                "other.supervisor@example.org",
                                "registry.staff@mt.gov",
                                "Stacy has left"),
                        tuple(
                                "supervisorName",
                                "Stacy Supervisor",
                                "Otto Other",
                                "registry.staff@mt.gov",
                                "Stacy has left"),
                        tuple(
                                "accessLevel",
                                "READ_ONLY_WITH_CONSENT",
                                "RECORD_MAINTENANCE",
                                "registry.staff@mt.gov",
                                "Stacy has left"));
    }

    @Test
    void notesNothingWhenNothingIsChanged() {
        String number = register.open(SampleAccount.facts(), REQUEST).number();
        surroundings.told.clear();

        register.change(number, facts -> SampleAccount.facts(), REQUEST);

        assertThat(history.of(number)).hasSize(1);
        assertThat(surroundings.told).isEmpty();
    }

    @Test
    void inactivatesOnceAndReactivates() {
        String number = register.open(SampleAccount.facts(), REQUEST).number();

        register.inactivate(number, InactivationReason.INACTIVITY, Cause.note("not used"));
        register.inactivate(number, InactivationReason.END_DATE, REQUEST);

        assertThat(register.get(number))
                .extracting(Account::status, Account::inactivationReason, Account::inactivatedAt)
                .containsExactly(AccountStatus.INACTIVATED, InactivationReason.INACTIVITY, NOON);

        register.reactivate(number, REQUEST);
        register.reactivate(number, REQUEST);

        assertThat(register.get(number))
                .extracting(Account::status, Account::inactivationReason, Account::inactivatedAt)
                .containsExactly(AccountStatus.ACTIVE, null, null);
        assertThat(history.of(number))
                .extracting(AccountChange::type)
                .containsExactly(
                        AccountChangeType.REACTIVATED, AccountChangeType.INACTIVATED, AccountChangeType.OPENED);
    }

    @Test
    void knowsNoAccountThatIsNotThere() {
        assertThat(register.find("ACC9999999")).isEmpty();
        assertThatThrownBy(() -> register.get("ACC9999999")).hasMessage("No account ACC9999999");
        assertThatThrownBy(() -> register.change("ACC9999999", facts -> facts, REQUEST))
                .hasMessage("No account ACC9999999");
    }

    static class Surroundings {

        final List<AccountEvent> told = new ArrayList<>();

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }

        @EventListener
        void remember(AccountEvent event) {
            told.add(event);
        }
    }
}
