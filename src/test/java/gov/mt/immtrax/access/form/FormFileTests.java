package gov.mt.immtrax.access.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.StepsDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFileTests {

    static final FormFile REQUEST = new FormFiles().current("access-request");
    static final FormFile AGREEMENT = new FormFiles().current("user-agreement");
    static final FormFile PROVISION = new FormFiles().current("provision-access");

    /** The values of request-steps.txt. */
    static Map<String, Object> nancy() {
        return StepsDocument.typed(StepsDocument.accessRequest());
    }

    static Map<String, Object> nancyWith(String field, Object value) {
        Map<String, Object> values = nancy();
        values.put(field, value);
        return values;
    }

    private static List<String> refusals(Map<String, ?> submitted) {
        return REQUEST.check(submitted).stream()
                .map(e -> e.field() + " " + e.messageKey())
                .toList();
    }

    @Nested
    class ASubmission {

        @Test
        void isTakenAsTheSourceShowsIt() {
            assertThat(REQUEST.check(nancy())).isEmpty();
        }

        @Test
        void mayLeaveOutOrSendBlankWhatIsNotRequired() {
            Map<String, Object> values = nancy();
            values.put("legalMiddleName", "");
            values.put("endDate", null);
            values.put("vfcPin", "   ");
            assertThat(REQUEST.check(values)).isEmpty();
            assertThat(REQUEST.clean(values)).doesNotContainKeys("legalMiddleName", "endDate", "vfcPin");
        }

        @Test
        void mayLeaveOutWhatAKnownAccountSays() {
            Map<String, Object> values = nancyWith("account", "ACC0000001");
            values.keySet().removeAll(List.of("dateOfBirth", "phoneNumber", "zip"));
            values.put("city", " ");
            assertThat(REQUEST.check(values)).isEmpty();
            values.put("zip", "abc");
            values.remove("justification");
            assertThat(refusals(values))
                    .containsExactlyInAnyOrder(
                            "zip form.access-request.zip.format", "justification form.error.required");
            values.put("account", " ");
            assertThat(refusals(values)).contains("dateOfBirth form.error.required", "city form.error.required");
        }

        @Test
        void isRefusedForEveryRequiredFieldWhenEmpty() {
            assertThat(REQUEST.check(Map.of()))
                    .extracting(FormError::field)
                    .containsExactlyElementsOf(REQUEST.fields().stream()
                            .filter(FormField::required)
                            .map(FormField::name)
                            .toList());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "O'Brien",
                    "Smith-Jones",
                    "Ren\u00e9e",
                    "Van der Berg",
                    "\u014ctani",
                    "Jr., 3rd",
                    "Ng\u0169gi\u0303"
                })
        void takesTheNamesThatPeopleHave(String name) {
            assertThat(REQUEST.check(nancyWith("legalLastName", name))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                legalFirstName  |                          | form.error.required
                requestType     |                          | form.error.choose
                legalFirstName  | <script>alert(1)</script> | form.access-request.name.format
                legalFirstName  | {{7*7}}                  | form.access-request.name.format
                supervisorName  | <b>                      | form.access-request.name.format
                dateOfBirth     | 2022-02-30               | form.error.date.length
                dateOfBirth     | 2023-02-29               | form.error.date.length
                dateOfBirth     | 20-03-1982               | form.error.date.month
                dateOfBirth     | 1982-03-20T00:00:00      | form.error.date.day
                dateOfBirth     | +1982-03-20              | form.error.date.two
                dateOfBirth     | 0182-03-20               | form.error.min
                dateOfBirth     | 1899-12-31               | form.error.min
                startDate       | 2222-11-07               | form.error.max
                endDate         | 9999-12-31               | form.error.max
                endDate         | tomorrow                 | form.error.date.three
                endDate         | 02/30/2027               | form.error.date.length
                requestType     | new_access               | form.error.option
                requestType     | NEW_ACCESS,CHANGE_EMPLOYER | form.error.option
                hadPriorAccess  | no                       | form.error.option
                state           | XX                       | form.error.option
                accessLevel     | ADMIN                    | form.error.option
                phoneNumber     | 406-444-123              | form.access-request.phoneNumber.format
                phoneNumber     | call me                  | form.access-request.phoneNumber.format
                phoneNumber     | 406-444-12345            | form.access-request.phoneNumber.format
                phoneNumber     | 406-444-1234 or 444-5580 | form.error.tooLong
                phoneNumber     | 406-444-1234 x1234567    | form.error.tooLong
                phoneNumber     | 406-444-1234 ext         | form.access-request.phoneNumber.format
                zip             | 5960                     | form.access-request.zip.format
                zip             | 59601-12                 | form.access-request.zip.format
                vfcPin          | 21O2                     | form.access-request.vfcPin.format
                emailAddress    | nancy                    | form.error.email
                emailAddress    | nancy@                   | form.error.email
                emailAddress    | nancy@localhost          | form.error.email
                emailAddress    | nancy@sphealth..org      | form.error.email
                emailAddress    | nan..cy@sphealth.org     | form.error.email
                emailAddress    | nancy@sphealth.org,x@y.org | form.error.email
                emailAddress    | Nancy <nancy@sphealth.org> | form.error.email
                emailAddress    | nancy@-sphealth.org      | form.error.email
                emailAddress    | nancy nurse@sphealth.org | form.error.email
                """)
        void isRefusedForOneBadValue(String field, String value, String messageKey) {
            assertThat(refusals(nancyWith(field, value))).containsExactly(field + " " + messageKey);
        }

        @ParameterizedTest
        @CsvSource({
            "Nan\tcy, Nan cy",
            "'Nan\r\ncy', Nan cy",
            "'Nan\n\ncy', Nan cy",
            "Nan\u0000cy, Nan cy",
            "Nan\u001bcy, Nan cy",
            "Nan\u2028cy, Nan cy",
            "Nan\u2009cy, Nan cy",
            "Nan\u00adcy, Nancy",
            "Nan\u200bcy, Nancy",
            "Nan\u202ecy, Nancy",
            "Nan\u2066cy, Nancy",
            "Nan\ufeffcy, Nancy"
        })
        void losesWhatWasPastedAndCannotBeSeen(String pasted, String stored) {
            Map<String, Object> values = nancyWith("legalFirstName", "\u00ad" + pasted + "\t");
            assertThat(REQUEST.check(values)).isEmpty();
            assertThat(REQUEST.clean(values)).containsEntry("legalFirstName", stored);
        }

        /** The help desk has set it in imMTrax as it stands: a password with something left out is another one. */
        @ParameterizedTest
        @ValueSource(strings = {"Xk7\u202e!temporary", "Xk7\u00ad!temporary", "Xk7!\u0000temporary"})
        void isNotLeftOutOfAPassword(String password) {
            assertThat(new FormFiles()
                            .current("renew-temporary-password")
                            .check(Map.of("outcome", "RENEWED", "temporaryPassword", password)))
                    .extracting(FormError::field, FormError::messageKey)
                    .contains(tuple("temporaryPassword", "form.error.characters"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Nan\ud800cy", "Nan\ue000cy"})
        void holdsNothingThatCannotBeDisplayed(String value) {
            assertThat(refusals(nancyWith("legalFirstName", value)))
                    .containsExactly("legalFirstName form.error.characters");
        }

        @Test
        void cannotBeginAnotherLineOfAnEmail() {
            assertThat(refusals(nancyWith("legalFirstName", "Nancy\r\nBcc: x@y.org")))
                    .containsExactly("legalFirstName form.access-request.name.format");
            assertThat(refusals(nancyWith("emailAddress", "nancy\nx@sphealth.org")))
                    .containsExactly("emailAddress form.error.email");
        }

        @Test
        void mayHaveLinesInATextareaOnly() {
            assertThat(REQUEST.check(nancyWith("justification", "First.\r\nSecond.\nThird.")))
                    .isEmpty();
            assertThat(REQUEST.clean(nancyWith("justification", "First.\r\nSecond.")))
                    .containsEntry("justification", "First.\nSecond.");
            assertThat(REQUEST.clean(nancyWith("justification", "First.\rSecond.\u2028Third.\tEnd.")))
                    .containsEntry("justification", "First.\nSecond.\nThird. End.");
        }

        @Test
        void holdsNoMoreThanTheLimitAndTheMessageNamesIt() {
            assertThat(REQUEST.check(nancyWith("justification", "x".repeat(1000))))
                    .isEmpty();
            assertThat(REQUEST.check(nancyWith("justification", "x".repeat(1001))))
                    .containsExactly(FormError.of("justification", "form.error.tooLong", 1000, 1001));
            for (FormField field : REQUEST.fields()) {
                assertThat(REQUEST.check(nancyWith(field.name(), "9".repeat(10_000))))
                        .as(field.name())
                        .hasSize(1);
            }
            assertThat(refusals(nancyWith("emailAddress", "n".repeat(65) + "@sphealth.org")))
                    .containsExactly("emailAddress form.error.email");
        }

        @Test
        void isRefusedForEveryWrongType() {
            for (Object wrong : List.of(1, 1.5, List.of("Nancy"), Map.of(), new byte[0], true)) {
                assertThat(refusals(nancyWith("legalFirstName", wrong)))
                        .containsExactly("legalFirstName form.error.type");
            }
            for (Object wrong : List.of("true", "on", 1, List.of(true))) {
                assertThat(refusals(nancyWith("authorizingOfficial", wrong)))
                        .containsExactly("authorizingOfficial form.error.type");
            }
        }

        @Test
        void needsTheTickNotOnlyAnAnswer() {
            for (Object missing : new Object[] {false, null, ""}) {
                assertThat(refusals(nancyWith("authorizingOfficial", missing)))
                        .containsExactly("authorizingOfficial form.error.tick");
            }
        }

        @Test
        void carriesNothingUndeclared() {
            assertThat(refusals(nancyWith("requestNumber", "REQ0100001")))
                    .containsExactly("requestNumber form.error.unknown");
            assertThat(refusals(nancyWith("LegalFirstName", "Nancy")))
                    .containsExactly("LegalFirstName form.error.unknown");
            assertThat(REQUEST.clean(nancyWith("status", "ENDED"))).doesNotContainKey("status");
        }

        @Test
        void getsNoForeignNameRepeatedThatCouldForgeALogLine() {
            assertThat(refusals(nancyWith("x\nINFO all is well", "1"))).containsExactly(" form.error.unknown");
            assertThat(refusals(nancyWith("n".repeat(10_000), "1"))).containsExactly(" form.error.unknown");
        }

        @Test
        void isAnsweredOnceWhenItIsFarTooLarge() {
            Map<String, Object> values = nancy();
            for (int i = 0; i < 10_000; i++) {
                values.put("field" + i, "x".repeat(10));
            }
            assertThat(refusals(values)).containsExactly(" form.error.tooMany");
        }

        @Test
        void mayLeaveOutWhatThePageShows() {
            Map<String, Object> values = new HashMap<>();
            for (FormField field : AGREEMENT.fields()) {
                if (field.kind() == FormField.Kind.BOOLEAN) {
                    values.put(field.name(), true);
                }
            }
            values.putAll(Map.of(
                    "facilityName",
                    "SPH Broadway Clinic",
                    "jobTitle",
                    "Clinic RN",
                    "fullLegalName",
                    "Nancy N. Nurse, RN",
                    "signatureDate",
                    "2022-11-09"));
            assertThat(AGREEMENT.check(values)).isEmpty();
            values.put("requestNumber", "REQ0100387");
            assertThat(AGREEMENT.check(values)).isEmpty();
            values.put("requestNumber", "REQ1 or 1=1");
            assertThat(AGREEMENT.check(values)).extracting(FormError::field).containsExactly("requestNumber");
        }

        @Test
        void mayHaveAnyPasswordThatCanBeMailed() {
            assertThat(PROVISION.check(Map.of(
                            "outcome",
                            "PROVISIONED",
                            "username",
                            "nnurse",
                            "temporaryPassword",
                            "a<b&\"c'{{d}}\u20ac")))
                    .isEmpty();
            assertThat(PROVISION.check(Map.of("outcome", "PROVISIONED", "temporaryPassword", "two words")))
                    .extracting(FormError::field)
                    .containsExactly("temporaryPassword");
        }
    }

    @Nested
    class Cleaning {

        @Test
        void trimsAndComposes() {
            Map<String, Object> values = nancyWith("legalFirstName", "  Rene\u0301e\u00a0");
            values.put("emailAddress", "\u00a0nancy.nurse@sphealth.org\t");
            assertThat(REQUEST.check(values)).isEmpty();
            assertThat(REQUEST.clean(values))
                    .contains(entry("legalFirstName", "Ren\u00e9e"), entry("emailAddress", "nancy.nurse@sphealth.org"));
        }

        @Test
        void keepsADraftThatIsNotValidYet() {
            assertThat(REQUEST.clean(Map.of("legalFirstName", "N", "zip", "5", "authorizingOfficial", false)))
                    .containsOnly(entry("legalFirstName", "N"), entry("zip", "5"), entry("authorizingOfficial", false));
        }
    }

    @Nested
    class ReadingAPage {

        @Test
        void turnsParametersIntoASubmission() {
            Map<String, String[]> parameters = new HashMap<>();
            nancy().forEach((name, value) -> parameters.put(name, new String[] {" " + value + " "}));
            parameters.put("authorizingOfficial", new String[] {"true"});
            parameters.put("endDate", new String[] {""});
            parameters.put("_csrf", new String[] {"token"});
            parameters.put("action", new String[] {"submit"});
            Map<String, Object> submitted = REQUEST.read(parameters, "action");
            assertThat(submitted).containsExactlyInAnyOrderEntriesOf(nancy());
            assertThat(REQUEST.check(submitted)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "11-07-2022, 2022-11-07",
            "11/07/2022, 2022-11-07",
            "3/9/2022, 2022-03-09",
            "2022-11-07, 2022-11-07",
            "02/30/2022, 02/30/2022",
            "soon, soon"
        })
        void takesDaysAsTheyAreWrittenInMontana(String typed, String expected) {
            assertThat(REQUEST.read(Map.of("startDate", new String[] {typed}))).containsEntry("startDate", expected);
        }

        @ParameterizedTest
        @CsvSource({
            "4064441234, 406-444-1234",
            "(406) 444-1234, 406-444-1234",
            "406.444.1234, 406-444-1234",
            "+1 406 444 1234, 406-444-1234",
            "406-444-1234, 406-444-1234",
            "444-1234, 444-1234",
            "406-444-1234 x5, 406-444-1234 x5",
            "(406) 444-5580 ext. 12, 406-444-5580 x12",
            "+1 (406) 444-5580 Extension 12345, 406-444-5580 x12345",
            "4064445580#12, 406-444-5580 x12",
            "+14064445580, 406-444-5580",
            "1-406-444-5580, 406-444-5580",
            "'406-444-5580, ext 12', 406-444-5580 x12"
        })
        void takesPhoneNumbersAsPeopleWriteThem(String typed, String expected) {
            assertThat(REQUEST.read(Map.of("phoneNumber", new String[] {typed})))
                    .containsEntry("phoneNumber", expected);
        }

        @ParameterizedTest
        @CsvSource({
            "zip, 596011234, 59601-1234",
            "zip, 59601 1234, 59601-1234",
            "zip, 59601-1234, 59601-1234",
            "zip, 59601, 59601",
            "vfcPin, MT2102, 2102",
            "vfcPin, mt-2102, 2102",
            "vfcPin, VFC PIN: 2102, 2102",
            "vfcPin, 21O2, 21O2",
            "legalFirstName, FNU, -",
            "legalFirstName, \u2013, -",
            "legalFirstName, Fnuh, Fnuh"
        })
        void takesWhatIsUsualBesideWhatIsStored(String field, String typed, String stored) {
            assertThat(REQUEST.read(Map.of(field, new String[] {typed}))).containsEntry(field, stored);
            assertThat(REQUEST.clean(Map.of(field, typed)))
                    .as("on every way in")
                    .containsEntry(field, stored);
        }

        @Test
        void joinsTheThreeInputsOfADate() {
            Map<String, String[]> parameters = new HashMap<>();
            parameters.put("startDateMonth", new String[] {"Nov"});
            parameters.put("startDateDay", new String[] {" 30 "});
            parameters.put("startDateYear", new String[] {"2026"});
            parameters.put("endDateMonth", new String[] {""});
            parameters.put("endDateDay", new String[] {""});
            parameters.put("endDateYear", new String[] {" "});
            assertThat(REQUEST.read(parameters)).containsExactly(entry("startDate", "2026-11-30"));
            parameters.put("endDateMonth", new String[] {"2"});
            parameters.put("endDateDay", new String[] {"30"});
            parameters.put("endDateYear", new String[] {"2027"});
            assertThat(refusals(REQUEST.read(parameters)))
                    .as("a mistyped date is never blank")
                    .contains("endDate form.error.date.length");
            parameters.put("endDate", new String[] {"2027-03-02"});
            assertThat(REQUEST.read(parameters)).containsEntry("endDate", "2027-03-02");
            parameters.put("startDateDay", new String[] {"1", "2"});
            assertThat(refusals(REQUEST.read(parameters))).contains("startDate form.error.type");
            assertThat(refusals(REQUEST.read(Map.of("zipYear", new String[] {"2026"}))))
                    .contains("zipYear form.error.unknown");
        }

        @Test
        void keepsWhatIsWrongSoThatItIsRefused() {
            Map<String, Object> submitted = REQUEST.read(Map.of(
                    "action", new String[] {"submit"},
                    "zip", new String[] {"59601", "59602"},
                    "city", new String[0],
                    "authorizingOfficial", new String[] {"yes"}));
            assertThat(refusals(submitted))
                    .contains(
                            "action form.error.unknown",
                            "zip form.error.type",
                            "city form.error.type",
                            "authorizingOfficial form.error.type");
        }
    }

    @Nested
    class AFile {

        private static final String FIELD = """
                <form role="form"><label for="zip" data-message="k">Zip</label>
                <input type="text" id="zip" name="zip" cam-variable-name="zip" cam-variable-type="String" maxlength="10"></form>
                """;

        @Test
        void isReadWhenItKeepsTheRules() {
            assertThat(FormFile.parse("x", FIELD).fields()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                cam-variable-type="String" | cam-variable-type="Date"    | zip needs cam-variable-type String, not 'Date'
                cam-variable-type="String" | cam-variable-type="Boolean" | zip needs cam-variable-type String, not 'Boolean'
                cam-variable-type="String" | title=""                    | zip needs cam-variable-type String, not ''
                for="zip"                  | for="other"                 | zip has no label
                >Zip<                      | > <                         | zip has no label
                type="text"                | type="radio"                | zip is of the type 'radio'
                type="text"                | type="password"             | zip is of the type 'password'
                type="text"                | type="TEXT"                 | zip is of the type 'TEXT'
                type="text"                | title=""                    | zip is of the type ''
                maxlength="10"             | title=""                    | zip needs a maxlength
                maxlength="10"             | maxlength="0"               | zip needs a maxlength
                maxlength="10"             | maxlength="10" pattern="["  | zip has a pattern that cannot be read
                maxlength="10"             | maxlength="10" data-typed="x" | zip needs data-typed and data-stored together
                maxlength="10"             | maxlength="10" min="1"      | zip has a min that is not a date of a date control
                maxlength="10"             | maxlength="10" readonly     | zip needs readonly and data-shown together
                id="zip"                   | id="ZIP"                    | needs one plain word as id, name
                </form>                    | <input name="more"></form>  | has the control more without cam-variable-name
                </form>                    | </form><form></form>        | must have exactly one <form>
                </form>                    | </form><input>              | has a control outside its <form>
                """)
        void isRefusedWhereAHostWouldNotDoWhatItSays(String good, String bad, String why) {
            assertThat(FIELD).contains(good);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FormFile.parse("x", FIELD.replace(good, bad)))
                    .withMessageContaining("forms/x.html")
                    .withMessageContaining(why);
        }

        @Test
        void isRefusedWhenItDeclaresANameTwice() {
            String twice = FIELD.replace("</form>", FIELD.substring(FIELD.indexOf("<input")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FormFile.parse("x", twice))
                    .withMessageContaining("declares zip twice");
        }

        @Test
        void hasAFingerprintOfItsBytes() {
            assertThat(FormFile.parse("x", FIELD).sha256())
                    .hasSize(64)
                    .isEqualTo(FormFile.parse("y", FIELD).sha256())
                    .isNotEqualTo(FormFile.parse("x", FIELD + " ").sha256());
        }

        @Test
        void doesNotChangeWithItsCopies() {
            REQUEST.document().body().empty();
            assertThatCode(() -> REQUEST.document().selectFirst("form").id()).doesNotThrowAnyException();
            assertThat(new ArrayList<>(REQUEST.fields())).hasSize(30);
        }
    }
}
