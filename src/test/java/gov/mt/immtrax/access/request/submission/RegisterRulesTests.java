package gov.mt.immtrax.access.request.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.request.RequestType;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests that contradict the register, and how little of it they reveal. */
@ModelTest
class RegisterRulesTests {

    private static final String INACTIVATED = "request.rule.accessIsInactivated";

    @Autowired
    Office office;

    @Autowired
    AccountRegister register;

    @Autowired
    JdbcClient jdbc;

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
            refuse(
                    "requestType",
                    "request.rule.accessIsThere",
                    RequestType.NEW_ACCESS,
                    "employer",
                    "ST. PETERS health");
            refuse(
                    "otherEmployer",
                    "request.rule.otherEmployerOfYours",
                    RequestType.NEW_ACCESS,
                    "employer",
                    "Another Clinic");
            take(RequestType.NEW_ACCESS, "employer", "Another Clinic", "otherEmployer", "AS_WELL");
        }

        /** Case: four spellings of one employer were four employers. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "St. Peter's Health",
                    "St. Peter\u2019s Health",
                    "St  Peters  Health",
                    "SAINT PETERS HEALTH, INC."
                })
        void knowTheEmployerHoweverItIsWritten(String written) {
            known(SampleAccount.facts());
            refuse("requestType", "request.rule.accessIsThere", RequestType.NEW_ACCESS, "employer", written);
            refuse("employer", "request.rule.employerIsTheSame", RequestType.CHANGE_EMPLOYER, "employer", written);
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
            refuse(
                    "accessLevel",
                    "request.rule.levelIsTheSame",
                    RequestType.PERMISSIONS_CHANGE,
                    "endDate",
                    "2027-06-30");
            take(RequestType.PERMISSIONS_CHANGE, "endDate", "2027-12-31");
        }

        @Test
        void refuseASecondRequestForThePersonWhateverItsType() {
            known(SampleAccount.facts());
            take(RequestType.PERMISSIONS_CHANGE, "accessLevel", "VACCINE_MANAGEMENT");
            refuse(
                    "emailAddress",
                    "request.rule.openRequest",
                    RequestType.PERMISSIONS_CHANGE,
                    "accessLevel",
                    "RECORD_MAINTENANCE");
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

    /** Begun at a person's row: the account is certain, and the form says no more than it needs. */
    @Nested
    class OfAnAccountThatIsNamed {

        @Test
        void takeTheShortForm() {
            String account = known(SampleAccount.facts()).number();
            assertThat(office.request(office.submitFor(account)).account()).isEqualTo(account);
        }

        @Test
        void refuseAnotherAddressThanTheRegisters() {
            String account = known(SampleAccount.facts()).number();
            refuseShort(
                    "emailAddress", "request.rule.accountSaysOtherwise", account, "emailAddress", "tess@example.org");
        }

        @ParameterizedTest
        @CsvSource({
            "emailAddress, tess@example.org",
            "legalFirstName, Norman",
            "legalLastName, Other",
            "employer, Another Clinic"
        })
        void refuseAnotherWordThanTheRegistersWhereNothingIsCorrected(String field, String other) {
            String account = known(SampleAccount.facts()).number();
            register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
            refuseShort(field, "request.rule.accountSaysOtherwise", account, "requestType", "NEW_ACCESS", field, other);
        }

        @Test
        void takeTheWordsOfTheRegisterHoweverTheyAreWritten() {
            String account = known(SampleAccount.facts("nnurse", "Jose\u0301", "Nurse", Office.USER))
                    .number();
            String number = office.submitFor(
                    account,
                    "legalFirstName",
                    "JOSE ",
                    "legalLastName",
                    "Nurse, Jr.",
                    "employer",
                    "Saint Peter\u2019s Health, Inc.",
                    "locationName",
                    "SPH\u2013Broadway");
            assertThat(number).startsWith("REQ");
        }

        @Test
        void takeAnAddressThatTheRegisterDoesNotKnow() {
            String account =
                    known(SampleAccount.facts("nnurse", "Nancy", "Nurse", null)).number();
            assertThat(office.submitFor(account)).startsWith("REQ");
        }

        @Test
        void refuseTheLevelThatThisVeryAccountHas() {
            String account = known(SampleAccount.facts()).number();
            known(SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER)
                    .withAccessLevel(AccessLevel.VACCINE_MANAGEMENT));
            refuseShort("accessLevel", "request.rule.levelIsTheSame", account, "accessLevel", "READ_ONLY_WITH_CONSENT");
        }

        @Test
        void refuseAForeignAccountLikeNone() {
            String foreign = known(SampleAccount.facts().withSupervisor("Fern Former", "fern.former@example.org"))
                    .number();
            refuseShort("account", "request.rule.accountNotYours", foreign);
            refuseShort("account", "request.rule.accountNotYours", "ACC9999999");
        }

        @Test
        void refuseToMoveItByTheShortForm() {
            String account = known(SampleAccount.facts()).number();
            assertThatThrownBy(() -> office.submitFor(account, "requestType", "CHANGE_EMPLOYER"))
                    .isInstanceOfSatisfying(
                            FormRejectedException.class,
                            rejected -> assertThat(rejected.errors())
                                    .contains(FormError.of("requestType", "request.rule.accountStaysWithEmployer")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"2025-11-22", "2027-11-24"})
        void refuseAStartMoreThanAYearAway(String start) {
            String account = known(SampleAccount.facts()).number();
            refuseShort("startDate", "request.rule.startDateOfKnownAccount", account, "startDate", start);
        }

        @Test
        void stayWithTheAccountInACorrection() {
            String number = office.submitFor(known(SampleAccount.facts()).number());
            office.decide(number, Map.of("outcome", "RETURNED", "note", "Why?"));
            assertThatThrownBy(() -> office.correct(
                            number, "requestType", "PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE"))
                    .isInstanceOfSatisfying(
                            FormRejectedException.class,
                            rejected -> assertThat(rejected.errors())
                                    .containsExactly(FormError.of("account", "request.rule.accountStays")));
        }

        private void refuseShort(String field, String messageKey, String account, Object... changes) {
            assertThatThrownBy(() -> office.submitFor(account, changes))
                    .isInstanceOfSatisfying(
                            FormRejectedException.class,
                            rejected -> assertThat(rejected.errors()).containsExactly(FormError.of(field, messageKey)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "startDate, 2016-11-22, , request.rule.startDateImplausible",
        "startDate, 2027-11-24, , request.rule.startDateImplausible",
        "endDate,   2022-11-07, 2026-11-22, request.rule.endDateInPast",
        "endDate,   2022-11-07, 2022-11-06, request.rule.endBeforeStart"
    })
    void refuseADayThatIsASlip(String field, String start, String end, String messageKey) {
        Object[] days =
                end == null ? new Object[] {"startDate", start} : new Object[] {"startDate", start, "endDate", end};
        refuse(field, messageKey, RequestType.NEW_ACCESS, days);
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
        assertThatThrownBy(() -> submit(type, changes))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::field, FormError::messageKey)
                                .containsExactly(tuple(field, messageKey)));
    }

    private String submit(RequestType type, Object... changes) {
        return office.submit(
                Stream.concat(Stream.of("requestType", type.name(), "hadPriorAccess", "YES"), Stream.of(changes))
                        .toArray());
    }
}
