package gov.mt.immtrax.access.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class TypedDateTests {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    TypedDateTests() {
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
    }

    private String said(TypedDate typed) {
        return messages.getMessage(typed.mistake("startDate").orElseThrow(), Locale.US);
    }

    @ParameterizedTest
    @CsvSource({
        "11, 30, 2026",
        "11, 30, ' 2026 '",
        "Nov, 30, 2026",
        "nov., 30, 2026",
        "November, 30, 2026",
        "NOVEMBER, 30th, 2026"
    })
    void takesNumbersAndNamesOfMonths(String month, String day, String year) {
        assertThat(new TypedDate(month, day, year).date()).contains(LocalDate.of(2026, 11, 30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-03 | 2026-11-03
            2026-11-3  | 2026-11-03
            11/3/2026  | 2026-11-03
            11-03-2026 | 2026-11-03
            11.3.2026  | 2026-11-03
            Nov 3, 2026 | 2026-11-03
            3 November 2026 | 2026-11-03
            Sept. 3, 2026 | 2026-09-03
            2028-02-29 | 2028-02-29
            """)
    void takesOneTextAsPeopleWriteIt(String typed, LocalDate expected) {
        assertThat(TypedDate.parse(typed).date()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            02  | 30 | 2027 | February 2027 has 28 days.
            2   | 29 | 2027 | February 2027 has 28 days.
            Feb | 30 | 2028 | February 2028 has 29 days.
            4   | 31 | 2027 | April 2027 has 30 days.
            13  | 1  | 2027 | Enter a month from 1 to 12.
            0   | 1  | 2027 | Enter a month from 1 to 12.
            Ma  | 1  | 2027 | Enter a month from 1 to 12.
            May | 32 | 2027 | Enter a day from 1 to 31.
            May | 0  | 2027 | Enter a day from 1 to 31.
            May | x  | 2027 | Enter a day from 1 to 31.
            11  | 30 | 26   | Enter a year with four digits.
            11  | 30 | 02026 | Enter a year with four digits.
            11  | '' | 2026 | Enter the day.
            ''  | 30 | 2026 | Enter the month.
            11  | 30 | ''   | Enter the year.
            13  | 30 | 27   | Enter a month from 1 to 12. Enter a year with four digits.
            ''  | 30 | ''   | Enter the month. Enter the year.
            x   | y  | z    | Enter a month from 1 to 12. Enter a day from 1 to 31. Enter a year with four digits.
            """)
    void saysWhatIsWrongWithEachInput(String month, String day, String year, String words) {
        TypedDate typed = new TypedDate(month, day, year);
        assertThat(typed.date()).isEmpty();
        assertThat(said(typed)).isEqualTo(words);
        assertThat(TypedDate.parse(typed.text())).as("nothing is lost").isEqualTo(typed);
    }

    @Test
    void leadsToTheInputsToCorrect() {
        assertThat(new TypedDate("11", "30", "26").inputsToCorrect("endDate")).containsExactly("endDateYear");
        assertThat(new TypedDate("2", "30", "2027").inputsToCorrect("endDate")).containsExactly("endDateDay");
        assertThat(new TypedDate("11", "30", "2026").inputsToCorrect("endDate"))
                .as("a rule refused it")
                .containsExactly("endDateMonth", "endDateDay", "endDateYear");
    }

    @Test
    void isReadFromThreeInputsOrTheirOneName() {
        Map<String, String> sent = new HashMap<>();
        assertThat(TypedDate.read("endDate", sent::get).isBlank()).isTrue();
        sent.put("endDateMonth", "11/30/2026");
        assertThat(TypedDate.read("endDate", sent::get).text())
                .as("all in one input")
                .isEqualTo("2026-11-30");
        sent.putAll(Map.of("endDateMonth", "11", "endDateDay", "30", "endDateYear", "2027"));
        assertThat(TypedDate.read("endDate", sent::get).text()).isEqualTo("2027-11-30");
        sent.put("endDate", "2026-11-30");
        assertThat(TypedDate.read("endDate", sent::get).text()).isEqualTo("2026-11-30");
        sent.put("endDate", " ");
        assertThat(TypedDate.read("endDate", sent::get).text()).isEqualTo("2027-11-30");
    }

    @Test
    void saysNothingOfItselfInLogs() {
        assertThat(new TypedDate("4", "19", "1982")).hasToString("TypedDate");
    }
}
