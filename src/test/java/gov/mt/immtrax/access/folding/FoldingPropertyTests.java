package gov.mt.immtrax.access.folding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for everything that can be typed. */
class FoldingPropertyTests {

    @Property(tries = 5_000)
    void foldsOnce(@ForAll("anything") String text, @ForAll Folding folding) {
        String key = folding.key(text);

        assertThat(folding.key(key)).isEqualTo(key);
    }

    @Property
    void leavesSomethingThatAColumnHolds(@ForAll("anything") String text, @ForAll Folding folding) {
        String key = folding.key(text);

        assertThat(key.isEmpty()).isEqualTo(text.isBlank());
        assertThat(key).hasSizeLessThanOrEqualTo(Folding.LONGEST_KEY);
        assertThat(key.codePoints().noneMatch(it -> it == 0 || Character.getType(it) == Character.SURROGATE))
                .isTrue();
    }

    @Property
    void looksNeitherAtCaseNorAtSpaces(@ForAll("names") String text, @ForAll Folding folding) {
        assertThat(folding.key("  " + text.replace(" ", " \u00a0 ") + "\u200b"))
                .isEqualTo(folding.key(text))
                .isEqualTo(folding.key(text.toUpperCase(Locale.ROOT)));
    }

    @Property
    void findsATextByEachOfItsBeginnings(@ForAll("names") String text, @ForAll Folding folding) {
        String key = folding.key(text);
        Assume.that(folding.withoutTypedEnding(text).isEmpty()); // endings are found by the whole of them alone
        for (int typed = 1; typed <= text.length(); typed++) {
            String beginning = text.substring(0, typed);
            Assume.that(!beginning.isBlank());
            assertThat(folding.beginnings(beginning)).as(beginning).anyMatch(key::startsWith);
        }
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> hostile = Arbitraries.of(
                "St",
                "st.",
                "Inc",
                "Co",
                "Jr",
                "III",
                "P.",
                "C.",
                "&",
                "'",
                "\u2019",
                "-",
                " ",
                "\u00a0",
                "\u0301",
                "\u200d",
                "\u202e",
                "\u3164",
                "\ufdfa",
                "\u0000",
                "\ud800",
                "\u00df",
                "\u0130",
                "\u03c2",
                "\u1112",
                "\u1161",
                "\u11ab",
                "\u0915\u093f",
                "\ud81a\udf30",
                "e",
                "L");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings().all().ofMaxLength(40),
                hostile.list().ofMaxSize(12).map(it -> String.join("", it)),
                hostile.list().ofMaxSize(6).map(it -> String.join(" ", it)));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "St",
                        "Saint",
                        "Ste",
                        "Peter's",
                        "O\u2019Brien",
                        "Mu\u00f1oz",
                        "de",
                        "la",
                        "Cruz",
                        "Health",
                        "Clinic",
                        "Mary-Ann",
                        "A.",
                        "B",
                        "Coop",
                        "Incline",
                        "Juniper",
                        "Stra\u00dfer")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(it -> String.join(" ", it));
    }
}
