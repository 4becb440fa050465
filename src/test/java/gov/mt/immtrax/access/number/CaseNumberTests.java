package gov.mt.immtrax.access.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNumberTests {

    @ParameterizedTest
    @EnumSource
    void saysWhatItIsOf(CaseKind kind) {
        CaseNumber number = kind.of(kind.prefix() + "0100387");

        assertThat(number.kind()).isEqualTo(kind);
        assertThat(number.value()).isEqualTo(100_387);
        assertThat(number).hasToString(kind.prefix() + "0100387");
        assertThat(number.text()).matches(kind.form()).hasSize(10);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "REQ",
                "REQ100387",
                "REQ01003870",
                "req0100387",
                " REQ0100387",
                "REQ0100387\n",
                "REQ-100387",
                "REQ٠١٠٠٣٨٧",
                "RAQ0100387",
                "ACC0100387",
                "2026-11-23"
            })
    void isNothingElse(String text) {
        assertThat(CaseKind.ACCESS_REQUEST.matches(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> CaseKind.ACCESS_REQUEST.of(text));
    }

    @Test
    void isTheFirstAndTheLastThatSevenDigitsCanSay() {
        assertThat(CaseKind.IMPORT.of("IMP0000001").value()).isEqualTo(1);
        assertThat(CaseKind.IMPORT.of("IMP9999999").value()).isEqualTo(9_999_999);
    }

    @Test
    void isOfTheKindOfItsPrefix() {
        assertThat(CaseNumber.of("ACC0000001", CaseKind.ACCOUNT, CaseKind.ACCESS_DELETION)
                        .kind())
                .isEqualTo(CaseKind.ACCOUNT);
        assertThat(CaseNumber.of("REQ0100387", CaseKind.ACCOUNT, CaseKind.ACCESS_DELETION)
                        .kind())
                .isEqualTo(CaseKind.ACCESS_DELETION);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaseNumber.of("SUP0000001", CaseKind.ACCOUNT, CaseKind.ACCESS_DELETION));
    }

    @Test
    void leavesOpenWhetherARequestOrADeletionIsMeant() {
        assertThat(CaseKind.allOf("REQ0100387")).containsExactly(CaseKind.ACCESS_REQUEST, CaseKind.ACCESS_DELETION);
        assertThat(CaseKind.allOf("ACC0000001")).containsExactly(CaseKind.ACCOUNT);
        assertThat(CaseKind.allOf("XYZ0000001")).isEmpty();
        assertThat(CaseKind.allOf(null)).isEmpty();
    }

    @Test
    void isWrittenInFormsAsItIsWrittenHere() throws IOException {
        List<String> patterns = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            for (Path file : files.toList()) {
                Pattern.compile("pattern=\"([A-Z]{3}[^\"]*)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(it -> patterns.add(it.group(1)));
            }
        }

        assertThat(patterns).containsExactlyInAnyOrder(CaseKind.ACCESS_REQUEST.form(), CaseKind.ACCOUNT.form());
    }

    @Nested
    class AsSomebodyTypesIt {

        @ParameterizedTest
        @CsvSource({"REQ0100387", "req0100387", "'  Req0100387\t'"})
        void isReadInTheWayInWhichItIsWritten(String typed) {
            assertThat(CaseNumber.read(typed)).contains("REQ0100387");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " ", "REQ 0100387", "REQ100387", "REQ10000000", "XYZ0000001", "Nancy"})
        void isNoneIfItIsOfNoKind(String typed) {
            assertThat(CaseNumber.read(typed)).isEmpty();
            assertThat(CaseNumber.isNumber(typed)).isFalse();
        }
    }
}
