package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureMatchTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            Nancy       | none         | Nurse     | Nancy N. Nurse, RN     | true
            Nancy       | none         | Nurse     | nancy nurse            | true
            Nancy       | none         | Nurse     | Nurse, Nancy           | true
            Nancy       | none         | Nurse     | N\u00e1ncy N\u00fcrse            | true
            Nancy       | none         | Nurse     | Nancy N.M. Nurse       | true
            Nancy       | Noelle       | Nurse     | Nancy N. Nurse         | true
            Nancy       | Noelle       | Nurse     | Nancy Noelle Nurse     | true
            Nancy       | Noelle       | Nurse     | Nancy Nurse            | true
            Nancy       | N.           | Nurse     | Nancy Noelle Nurse     | true
            Nancy       | Noelle Marie | Nurse     | Nancy N. M. Nurse      | true
            Mary Ann    | none         | O'Brien   | mary-ann O\u2019Brien       | true
            MaryAnn     | none         | OBrien    | Mary Ann O Brien       | true
            \u0141ukasz      | none         | S\u00f8rensen  | Lukasz Sorensen        | true
            -           | none         | Suharto   | Suharto                | true
            James       | none         | Tiptree   | James Tiptree Jr.      | true
            James       | none         | Tiptree, Jr. | James Tiptree       | true
            James       | none         | Tiptree   | Tiptree, James, III    | true
            Ann         | none         | St. John  | Ann Saint John         | true
            Heng        | none         | Iv        | Heng Iv                | true
            Heng        | none         | Iv        | Heng                   | false
            Nancy       | none         | Nurse     | Bob Smith              | false
            Nancy       | none         | Nurse     | Nancy                  | false
            Nancy       | none         | Nurse     | Nancy Smith            | false
            Nancy       | none         | Nurse     | Nancy Nurse Smith      | false
            Nancy       | none         | Nurse     | Nancy Noelle Nurse     | false
            Nancy       | Noelle       | Nurse     | Nancy M. Nurse         | false
            Nancy       | none         | Nurse     | x                      | false
            Nancy       | none         | Nurse     | Bob Smith, Nancy Nurse | false
            """)
    void looksAtTheNameAndNotAtItsSpelling(String first, String middle, String last, String typed, boolean same) {
        AccessRequest request = request("legalFirstName", first, "legalMiddleName", middle, "legalLastName", last);

        assertThat(SignatureMatch.sameName(typed, request)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SPH Broadway Clinic    | true
            sph broadway           | true
            ST PETER\u2019S HEALTH     | true
            St. Peters             | true
            St.Peters Health       | true
            St. Peters Health, Inc | true
            Saint Peter\u2019s Health LLC | true
            Health                 | false
            x                      | false
            Benefis                | false
            """)
    void takesTheEmployerOrTheLocationAsFacility(String typed, boolean same) {
        assertThat(SignatureMatch.sameFacility(typed, request(), List.of())).isEqualTo(same);
    }

    @Test
    void takesTheLocationThatItHadWhenItWasSigned() {
        AccessRequest moved = request("locationName", "SPH North");

        assertThat(SignatureMatch.sameFacility("SPH Broadway Clinic", moved, List.of()))
                .isFalse();
        assertThat(SignatureMatch.sameFacility("SPH Broadway Clinic", moved, List.of("SPH Broadway")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            legalFirstName  | NANCY             | false
            legalFirstName  | Norma             | true
            legalMiddleName | N                 | false
            legalMiddleName | Noelle            | true
            legalLastName   | N\u00fcrse             | false
            legalLastName   | Nurse, Jr.        | false
            legalLastName   | Smith             | true
            employer        | Saint Peter\u2019s Health, L.L.C. | false
            dateOfBirth     | 1982-03-21        | true
            employer        | ST PETERS HEALTH  | false
            employer        | Benefis           | true
            emailAddress    | Nancy.NURSE@sphealth.org | false
            emailAddress    | nora@example.org  | true
            locationName    | SPH North         | false
            accessLevel     | VACCINE_MANAGEMENT | false
            startDate       | 2022-12-01        | false
            jobTitle        | Nurse             | false
            """)
    void bindsThePersonTheEmployerAndTheAddress(String field, String corrected, boolean isVoid) {
        assertThat(SignatureMatch.isVoid(request(), request(field, corrected))).isEqualTo(isVoid);
    }

    @Test
    void asksForABirthDateOfAKnownAccountWithoutANewSignature() {
        assertThat(SignatureMatch.isVoid(request("dateOfBirth", null, "account", "ACC0000001"), request()))
                .isFalse();
    }

    private static AccessRequest request(Object... changes) {
        var values = Office.screenshotWith(changes);
        values.values().removeIf(value -> value == null);
        return RequestForm.newRequest(
                new FormSubmission("access-request", "", Optional.empty(), values),
                "REQ0100387",
                new Person("issuer", "subject", Office.SUPERVISOR, Office.SUPERVISOR, Set.of(Role.CITIZEN)),
                Instant.EPOCH);
    }
}
