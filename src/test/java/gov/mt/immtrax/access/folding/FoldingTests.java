package gov.mt.immtrax.access.folding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no difference, and what does. */
class FoldingTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "St. Peter\u2019s Health",
                "St. Peters  Health",
                "St Peter's Health",
                "St.Peter's Health",
                "ST PETER'S HEALTH",
                "Saint Peters Health",
                "saint peter\u00b4s health",
                "Saint Peter`s\u00a0Health.",
                "St. Peter\u02bcs Health, Inc.",
                "St Peters Health LLC",
                "St Peters Health, L.L.C.",
                "St Peters Health P. C.",
                "St Peters Health Co., Ltd.",
                "St Peters Health & Co",
                "St Peters\u2013Health",
                "\uff33\uff34 \uff30eters \uff28ealth",
                "S\u00f8int Peters Health \u200b",
                "St Pe\u00adters He\u200dalth"
            })
    void knowsOneEmployerHoweverItIsWritten(String written) {
        String meant = written.startsWith("S\u00f8") ? "Soint Peters Health" : "St. Peter's Health";
        assertThat(Folding.ORGANIZATION.same(written, meant)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            St. Peter's Health      | St. Paul's Health
            St. Peter's Health      | St. Peter's Hospital
            Bozeman Clinic 1        | Bozeman Clinic 2
            Bozeman Clinic II       | Bozeman Clinic III
            Co-op Clinic            | Clinic
            Company                 | Inc.
            Incline Clinic          | Clinic
            Ste. Marie Clinic       | St. Marie Clinic
            Kalispell Public Health | Kalispell Health
            """)
    void tellsEmployersApart(String one, String other) {
        assertThat(Folding.ORGANIZATION.same(one, other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            O'Brien           | O\u2019Brien
            O'Brien           | OBRIEN
            O'Brien           | o brien
            O'Brien           | O\u2018Brien
            Mu\u00f1oz             | Munoz
            Mu\u00f1oz             | Mun\u0303oz
            Tiptree           | Tiptree, Jr.
            Tiptree Sr        | Tiptree III
            Mary-Ann          | Maryann
            Mary\u2011Ann          | mary ann
            de la Cruz        | De La Cruz
            St. John          | Saint John
            S\u00f8rensen          | Sorensen
            \u0141ukasz            | Lukasz
            Stra\u00dfer           | STRASSER
            \u00c6gir              | Aegir
            \u0110or\u0111e            | Dorde
            \u00dej\u00f3\u00f0               | Thjod
            \u0130lker             | ilker
            \u0131lker             | Ilker
            \ufb01nn               | Finn
            \u03a3\u03bf\u03c6\u03af\u03b1\u03c2           | \u03a3\u039f\u03a6\u0399\u0391\u03a3
            \u0418\u0432\u0430\u043d             | \u0418\u0412\u0410\u041d
            \uff71\uff72               | \u30a2\u30a4
            """)
    void knowsOneNameHoweverItIsWritten(String one, String other) {
        assertThat(Folding.NAME.same(one, other)).isTrue();
        assertThat(Folding.NAME.key(one)).isNotEmpty();
    }

    /** Marks make other letters in most scripts, and names of such people must not all look alike. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann                     | Anna
            Vaj                     | Vam
            Xyooj                   | Xyoob
            Jr.                     | Sr.
            Ii                      | I
            -                       | .
            \u0410\u043d\u0434\u0440\u0435\u0439                  | \u0410\u043d\u0434\u0440\u0435\u0438
            \u738b                      | \u9ec4
            \u304b                      | \u304c
            \u0915\u093f                    | \u0915\u093e
            \u05d0\u05b7                    | \u05d0\u05b8
            \ud81a\udf00\ud81a\udf30                    | \ud81a\udf00\ud81a\udf31
            \ud83d\ude00                      | \ud83d\ude01
            \u064a\u0648\u0633\u0641                  | \u064a\u0648\u0646\u0633
            """)
    void tellsNamesApart(String one, String other) {
        assertThat(Folding.NAME.same(one, other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            James Tiptree Jr. | James Tiptree | true
            James Tiptree     | Tiptree James | false
            Heng Iv           | Heng          | false
            Ann St. John      | Ann Saint John | true
            """)
    void takesASuffixFromAFullNameOnly(String one, String other, boolean same) {
        assertThat(Folding.FULL_NAME.same(one, other)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"St", "st.", "Inc", "Jr.", "LLC", "&", "...", "\u0301", "\u200b", "\u00a0", "\u3164", "\u0000"})
    void leavesSomethingOfEverything(String typed) {
        for (Folding folding : Folding.values()) {
            String key = folding.key(typed);
            assertThat(key).isNotEmpty().doesNotContain("\u0000");
            assertThat(folding.key(key)).isEqualTo(key);
        }
    }

    @Test
    void keepsNothingOfNothing() {
        for (Folding folding : Folding.values()) {
            assertThat(Stream.of(null, "", " \t\n").map(folding::key)).containsOnly("");
        }
    }

    @Test
    void cutsWhatNoColumnHolds() {
        assertThat(Folding.NAME.key("\ufdfa".repeat(128))).hasSize(Folding.LONGEST_KEY);
        assertThat(Folding.NAME.key("a" + "\ud83c\udde6\ud842\udfb7".repeat(1000)))
                .hasSizeLessThanOrEqualTo(Folding.LONGEST_KEY)
                .doesNotEndWith("\ud842");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            St            | st, saint
            St P          | saintp
            Saint         | saint
            Bozeman Cl    | bozemancl
            Bozeman, Inc  | bozemaninc, = bozeman
            Bozeman Co    | bozemanco, = bozeman
            Bozeman LL    | bozemanll, = bozeman
            Bozeman C     | bozemanc
            """)
    void findsTextsThatBeginAsTyped(String typed, String found) {
        assertThat(Stream.concat(
                                Folding.ORGANIZATION.beginnings(typed).stream(),
                                Folding.ORGANIZATION.withoutTypedEnding(typed).stream()
                                        .map(key -> "= " + key))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            legalLastName | Tiptree            | TIPTREE, JR.     | true
            employer      | St. Peter's Health | ST PETERS HEALTH | true
            locationName  | SPH - North        | SPH North        | true
            username      | n.nurse            | nnurse           | false
            username      | nnurse             | NNURSE           | true
            vfcPin        | 2102               | 210-2            | false
            vfcPin        | none               | none             | true
            jobTitle      | Ren\u00e9               | Rene\u0301           | true
            """)
    void comparesEachFieldInItsWay(String field, String one, String other, boolean same) {
        assertThat(Folding.sameAnswer(field, one, other)).isEqualTo(same);
    }

    /**
     * Letters of scripts that are complete in every version of Unicode. If this fails on purpose, raise
     * {@link Folding#VERSION} with it: columns that are filled already have to be filled again.
     */
    @Test
    void changesOnlyTogetherWithItsVersion() {
        int fingerprint = Arrays.hashCode(IntStream.of(0, 0x100, 0x400, 0x1e00, 0x3040, 0xac00)
                .flatMap(block -> IntStream.range(block, block + 0x100))
                .mapToObj(it -> "St. " + Character.toString(it) + "\u0301 Inc. Jr. " + Character.toString(it))
                .flatMap(it -> Stream.of(Folding.values()).map(folding -> folding.key(it)))
                .toArray());
        assertThat(List.of(Folding.VERSION, fingerprint)).isEqualTo(List.of(1, -1628950911));
    }
}
