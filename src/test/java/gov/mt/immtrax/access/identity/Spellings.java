package gov.mt.immtrax.access.identity;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Other ways to write a path, by which somebody might pass a closed door: one reader takes them for the path, another
 * does not.
 */
final class Spellings {

    private Spellings() {}

    /** @param path with at least one step, without a slash at its end */
    static Stream<String> of(String path) {
        int last = path.lastIndexOf('/');
        String above = path.substring(0, last);
        String step = path.substring(last + 1);
        String first = path.substring(1);
        return Stream.of(
                path + "//",
                "/" + path,
                above + "//" + step,
                above + "/./" + step,
                above + "/x/../" + step,
                path + "/.",
                path + "/x/..",
                path + "/..",
                above + "/%2e/" + step,
                above + "/x/%2E%2e/" + step,
                path + "/%2e",
                path + "/%2E%2E",
                path + ";",
                path + ";x=y",
                path + "/;x",
                (above.isEmpty() ? "/" : above) + ";x=y/" + step,
                path + "%3B",
                path + "%3bx=y",
                path + "%2F",
                path + "%2f",
                path + "%252F",
                path + "%252f",
                path + "%5C",
                path + "%5c",
                path + "%255c",
                path + "%c0%af",
                path + "%00",
                path + "%0a",
                path + "%09",
                path + "%20",
                path + "%7f",
                path + "%E2%80%8B",
                path + ".",
                path + "..",
                path + "/...",
                above + "/" + encoded(step, "%%%02X"),
                above + "/" + encoded(step, "%%%02x"),
                above + "/" + step.charAt(0) + encoded(step.substring(1), "%%%02X"),
                "/" + encoded(first, "%%%02X"),
                path + "%3F",
                path + "%23",
                path + "/" + "a".repeat(1_000));
    }

    static String inCapitals(String path) {
        int last = path.lastIndexOf('/') + 1;
        return path.substring(0, last) + path.substring(last).toUpperCase(Locale.ROOT);
    }

    private static String encoded(String text, String format) {
        return text.isEmpty() ? "%78" : format.formatted((int) text.charAt(0)) + text.substring(1);
    }
}
