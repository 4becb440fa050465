package gov.mt.immtrax.access.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"a\0b", "a\u001bb", "a\u202eb", "a\u200bb", "a\ufeffb", "a\u2028b", "a\tb", "a\rb", "a\ue000b"})
    void holdsNothingThatNobodySees(String text) {
        assertThat(TypedText.isLine(text)).isFalse();
        assertThat(TypedText.isText(text)).isFalse();
        assertThat(TypedText.visible(text)).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zo\u00eb O'Neill-S\u00f6n",
                "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645",
                "\ud83d\udc69\u200d\u2695\ufe0f",
                ""
            })
    void holdsWhatPeopleWrite(String text) {
        assertThat(TypedText.isLine(text)).isTrue();
        assertThat(TypedText.visible(text)).isSameAs(text);
    }

    @Test
    void holdsNoHalfOfACharacter() {
        assertThat(TypedText.isText("a\ud800b")).isFalse();
        assertThat(TypedText.visible("a\udc00b")).isEqualTo("ab");
    }

    @Test
    void hasSeveralLinesOnlyWhereTheyMayBe() {
        String text = TypedText.clean(" one\r\ntwo\u00a0three ");
        assertThat(text).isEqualTo("one\ntwo three");
        assertThat(TypedText.isText(text)).isTrue();
        assertThat(TypedText.isLine(text)).isFalse();
    }
}
