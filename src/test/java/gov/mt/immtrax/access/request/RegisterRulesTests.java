package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejected;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that contradict the register, and how little of it they reveal. */
@ModelTest
class RegisterRulesTests {

    private static final String INACTIVATED = "request.rule.accessIsInactivated";

    @Autowired
    Office office;

    @Autowired
    AccountRegister register;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Nested
    class OfAnAccountInUse {

        @Test
        void refuseNewAccessForTheSameEmployer() {
            known(SampleAccount.facts());
            refuse("requestType", "request.rule.accessIsThere", RequestType.NEW_ACCESS, "employer", "ST. PETERS health");
            take(RequestType.NEW_ACCESS, "employer", "Another Clinic");
        }

        @Test
        void refuseAMoveToTheSameEmployer() {
            known(SampleAccount.facts());
            refuse("employer", "request.rule.employerIsTheSame", RequestType.CHANGE_EMPLOYER);
            take(RequestType.CHANGE_EMPLOYER, "employer", "Another Clinic");
        }

        @Test
        void refuseALevelThatIsHeldAlready() {
            known(SampleAccount.facts());
            refuse("accessLevel", "request.rule.levelIsTheSame", RequestType.PERMISSIONS_CHANGE);
            take(RequestType.PERMISSIONS_CHANGE, "accessLevel", "VACCINE_MANAGEMENT");
        }

        @Test
        void takeTheSameLevelWithAnotherEndDate() {
            known(SampleAccount.endingOn(LocalDate.of(2027, 6, 30)));
            refuse("accessLevel", "request.rule.levelIsTheSame", RequestType.PERMISSIONS_CHANGE, "endDate", "2027-06-30");
            take(RequestType.PERMISSIONS_CHANGE, "endDate", "2027-12-31");
        }

        @Test
        void refuseASecondRequestForThePersonWhateverItsType() {
            known(SampleAccount.facts());
            take(RequestType.PERMISSIONS_CHANGE, "accessLevel", "VACCINE_MANAGEMENT");
            refuse("emailAddress", "request.rule.openRequest", RequestType.PERMISSIONS_CHANGE, "accessLevel", "RECORD_MAINTENANCE");
        }
    }

    @Nested
    class OfAnInactivatedAccount {

        @Test
        void pointFromAChangeToNewAccess() {
            inactivated(SampleAccount.facts());
            refuse("requestType", INACTIVATED, RequestType.PERMISSIONS_CHANGE, "accessLevel", "VACCINE_MANAGEMENT");
            refuse("requestType", INACTIVATED, RequestType.CHANGE_EMPLOYER);
            take(RequestType.NEW_ACCESS);
        }

        @Test
        void takeAMoveBackOfSomebodyWhoUsesAnAccountElsewhere() {
            inactivated(SampleAccount.facts());
            known(SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER)
                    .withSupervisor("Fern Former", "fern.former@example.org"));
            take(RequestType.CHANGE_EMPLOYER);
        }
    }

    /** Whoever asks in vain for everything must not learn from the answers what somebody else's employee has. */
    @ParameterizedTest
    @EnumSource
    void sayNothingOfAnAccountOfSomebodyElse(RequestType type) {
        known(SampleAccount.facts().withSupervisor("Fern Former", "fern.former@example.org"));
        inactivated(SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER)
                .withSupervisor("Fern Former", "fern.former@example.org"));
        take(type);
    }

    private Account known(AccountFacts facts) {
        return register.open(facts, Cause.note("known"));
    }

    private void inactivated(AccountFacts facts) {
        register.inactivate(known(facts).number(), InactivationReason.INACTIVITY, Cause.note("not used"));
    }

    private void take(RequestType type, Object... changes) {
        assertThat(submit(type, changes)).matches("REQ\\d{7}");
    }

    private void refuse(String field, String messageKey, RequestType type, Object... changes) {
        assertThatThrownBy(() -> submit(type, changes)).isInstanceOfSatisfying(FormRejected.class, rejected ->
                assertThat(rejected.errors()).extracting(FormError::field, FormError::messageKey)
                        .containsExactly(tuple(field, messageKey)));
    }

    private String submit(RequestType type, Object... changes) {
        return office.submit(Stream.concat(
                        Stream.of("requestType", type.name(), "hadPriorAccess", "YES"), Stream.of(changes))
                .toArray());
    }
}
