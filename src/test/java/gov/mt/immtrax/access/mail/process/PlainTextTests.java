package gov.mt.immtrax.access.mail.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTests {

    @Test
    void writesBlocksListsAndLinks() {
        assertThat(PlainText.of("""
                <html><head><title>not this</title></head><body>
                <h1>Title</h1><p>One <b>two</b><br>three</p>
                <ol><li>first</li><li>second</li></ol>
                <p><a href="https://example.gov/x">Open it</a> or <a href="tel:406">call</a></p>
                <p><a href="https://example.gov/y">https://example.gov/y</a></p>
                </body></html>""")).isEqualTo("""
                        Title

                        One two
                        three

                        1. first
                        2. second

                        Open it: https://example.gov/x or call

                        https://example.gov/y
                        """);
    }

    @Test
    void wrapsAt72ButNeverBreaksAUrl() {
        String url = "https://example.gov/" + "x".repeat(90);
        assertThat(PlainText.of("<ul><li>" + "word ".repeat(30) + "</li></ul><p><a href='" + url + "'>Go</a></p>"))
                .contains("\n  word")
                .contains("Go:\n" + url)
                .satisfies(text -> assertThat(text.lines().filter(line -> !line.contains(url)))
                        .allMatch(line -> line.length() <= 72));
    }

    @Test
    void doesNotTurnTypedTextIntoLines() {
        assertThat(PlainText.of("<p>Nancy\r\n\r\n- Nurse &lt;b&gt;</p>")).isEqualTo("Nancy - Nurse <b>\n");
    }
}
