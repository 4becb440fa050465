package gov.mt.immtrax.access.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Texts that break services which take what is typed for anything but text. */
final class HostileCorpus {

    /** In every text, so that it is found wherever it went. */
    static final String MARK = "Hstl9x";

    /** What an expression in one of the texts would come out as, if something calculated it. */
    static final String CALCULATED = "1787569";

    private HostileCorpus() {}

    static List<String> texts() {
        return List.of(
                MARK + "\r\nBcc: everybody@evil.example.org",
                MARK + "\nSubject: forged\n\n<h1>forged</h1>",
                MARK + "%0d%0aBcc:%20everybody@evil.example.org",
                "<script>document.title='" + MARK + "'</script>",
                "\"><img src=x onerror=alert(1)>" + MARK,
                "' onmouseover='alert(1)' x='" + MARK,
                "<svg/onload=alert(1)>" + MARK + "</title></textarea></main>",
                "javascript:alert(1)//" + MARK,
                "{{1337*1337}}" + MARK + "{{constructor.constructor('alert(1)')()}}",
                "${1337*1337}#{1337*1337}" + MARK,
                "__${1337*1337}__::.x" + MARK,
                "*{1337*1337}@{/x}~{portal/frame}" + MARK,
                "[[${1337*1337}]][(${1337*1337})]" + MARK,
                "{0} {1} '{2}' it's " + MARK,
                "=cmd|' /C calc'!A0" + MARK,
                "+1337*1337" + MARK,
                "-1337*1337" + MARK,
                "@SUM(A1:A9)" + MARK,
                "\uff1d1337*1337" + MARK,
                MARK + "'; drop table access_request; --",
                MARK + "' or '1'='1",
                MARK + "\n2026-01-01T00:00:00.000Z ERROR 1 --- [main] FORGED : all is well",
                MARK + "\u001b[2J\u001b[31m",
                MARK + "\u0000end",
                MARK + "\u202egnp.exe",
                MARK + "\u200b\u2060\ufeffx",
                MARK + "\u2028\u2029x",
                MARK + "\ud83d\ude00\ud83d\udc69\u200d\u2695\ufe0f",
                MARK + "x".repeat(5_000),
                MARK + "\u00e9".repeat(200),
                "../../../../etc/passwd" + MARK,
                "file:///etc/passwd?" + MARK,
                MARK + "\r\n--=_Part_1\r\nContent-Type: text/html\r\n\r\n<b>forged</b>",
                MARK + "\u0130I\u0131i\u00df\ufb01",
                "O'Neill & S\u00f6ns \"" + MARK + "\" \\ / % _");
    }

    /** Those that are no text at all, which only JSON can carry. */
    static List<String> jsonTexts() {
        List<String> texts = new ArrayList<>(texts());
        texts.add(MARK + "\ud800");
        texts.add("\udc00" + MARK);
        return texts;
    }

    /** The same text in every field. */
    static Map<String, String> everywhere(Iterable<String> fields, String text) {
        Map<String, String> values = new TreeMap<>();
        fields.forEach(field -> values.put(field, text));
        return values;
    }
}
