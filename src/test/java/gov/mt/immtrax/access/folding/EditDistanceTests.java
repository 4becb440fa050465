package gov.mt.immtrax.access.folding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTests {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'', a",
        "a, b",
        "otislarkwood, otislarkwood",
        "otislarkwood, otislarkwod",
        "otislarkwood, otislarkwoood",
        "otislarkwood, otizlarkwood",
        "otislarkwood, otislarkwoood",
        "otislarkwood, tislarkwood",
        "otislarkwood, xotislarkwood",
        "otislarkwood, otislarkwoo",
        "otislarkwood, otislarkwoodx",
        "otislarkwood, toislarkwood",
        "otislarkwood, otislarkwodo",
        "aaa, aa",
        "abab, baab",
        "\ud83d\ude00a, \ud83d\ude01a",
        "\ud83d\ude00a, a"
    })
    void findsOneSlip(String one, String other) {
        assertThat(EditDistance.isAtMostOne(one, other)).isTrue();
        assertThat(EditDistance.isAtMostOne(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ab",
        "ab, cd",
        "abc, cab",
        "abc, cba",
        "otislarkwood, otislarkwd",
        "otislarkwood, odislarkwoot",
        "abcd, badc",
        "otislarkwood, otisblackwood",
        "aa, aaaa",
        "abc, bac d",
        "\ud83d\ude00\ud83d\ude00, \ud83d\ude01\ud83d\ude01"
    })
    void doesNotFindTwo(String one, String other) {
        assertThat(EditDistance.isAtMostOne(one, other)).isFalse();
        assertThat(EditDistance.isAtMostOne(other, one)).isFalse();
    }

    @Property(tries = 2000)
    void agreesWithTheTableOfAllDistances(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String one,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String other) {
        assertThat(EditDistance.isAtMostOne(one, other)).isEqualTo(distance(one, other) <= 1);
    }

    /** Optimal string alignment, as in every textbook. */
    private static int distance(String one, String other) {
        int[][] d = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[one.length()][other.length()];
    }
}
