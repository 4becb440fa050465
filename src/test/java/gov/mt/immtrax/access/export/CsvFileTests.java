package gov.mt.immtrax.access.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTests {

    @Test
    void writesLinesThatExcelReadsAsUtf8() throws IOException {
        assertThat(write(List.of("Ren\u00e9e", "a \"b\", c")))
                .isEqualTo("\ufeff\"one\",\"two\"\r\n\"Ren\u00e9e\",\"a \"\"b\"\", c\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1",
                "\uff201",
                " =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=cmd|' /C calc'!A0",
                "\u202e=1"
            })
    void makesTextOfWhatASpreadsheetWouldCalculate(String cell) throws IOException {
        assertThat(read(write(List.of(cell, "x"))).get(0)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"O'Neill", "406-444-5580", "a=b", "", "line\nbreak", "2026-11-07", "\ud83d\ude00", "a;b\tc"})
    void leavesOtherTextAsItIs(String cell) throws IOException {
        assertThat(read(write(List.of(cell, "x"))).get(0)).isEqualTo(cell);
    }

    @Test
    void keepsOneCellOneCellWhateverItHolds() throws IOException {
        String cell = "\",\"=1\r\n\"=2\",";
        assertThat(read(write(List.of(cell, "x"))).toList()).containsExactly(cell, "x");
    }

    @Test
    void leavesACellEmptyOfWhichNothingIsKnown() throws IOException {
        assertThat(write(Arrays.asList(null, "x"))).endsWith("\"\",\"x\"\r\n");
    }

    @Test
    void takesRowsAsTheyCome() throws IOException {
        StringBuilder out = new StringBuilder();
        int[] longest = {0};
        CsvFile.write(out, List.of("n"), IntStream.range(0, 1000).boxed().map(n -> {
            longest[0] = Math.max(
                    longest[0], n - (int) out.chars().filter(c -> c == '\n').count());
            return List.of(String.valueOf(n));
        }));

        assertThat(out.toString().lines()).hasSize(1001);
        assertThat(longest[0]).as("rows that were read and not yet written").isLessThanOrEqualTo(1);
    }

    private static String write(List<String> row) throws IOException {
        StringBuilder out = new StringBuilder();
        CsvFile.write(out, List.of("one", "two"), Stream.of(row));
        return out.toString();
    }

    private static CSVRecord read(String csv) throws IOException {
        List<CSVRecord> records =
                CSVFormat.RFC4180.parse(new StringReader(csv.substring(1))).getRecords();
        assertThat(records).hasSize(2);
        return records.get(1);
    }
}
