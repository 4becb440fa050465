package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.number.CaseNumber;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps what somebody typed into the address of a refused page out of the audit trail. */
final class RefusedPath {

    /**
     * Path segments of our pages and of the engine's, files and the engine's ids. All others, except our numbers, were
     * typed.
     */
    private static final Pattern NOT_TYPED =
            Pattern.compile("[a-z][A-Za-z-]*(?:\\.(?:csv|json|pdf|html|js|css|php))?|[0-9a-f-]{8,36}|\\d+|");

    private RefusedPath() {}

    static String withoutWhatWasTyped(String path) {
        int begin = path.indexOf('/');
        return begin < 0
                ? path
                : path.substring(0, begin)
                        + Arrays.stream(path.substring(begin).split("/", -1))
                                .map(part -> CaseNumber.isNumber(part)
                                                || NOT_TYPED.matcher(part).matches()
                                        ? part
                                        : "...")
                                .collect(Collectors.joining("/"));
    }
}
