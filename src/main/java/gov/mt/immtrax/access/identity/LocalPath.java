package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Addresses that lead to a page of this service and nowhere else, for links and redirects that somebody from outside
 * could have had a hand in.
 */
final class LocalPath {

    /** Our pages and the engine's applications, by name: nothing that a browser could take for another host. */
    private static final Pattern PAGE = Pattern.compile(
            "/((requests|agreements|credentials|people|deletions|staff|camunda/app)(/[\\w.~%@:+-]+)*/?)?"
                    + "(\\?[\\w.~%@:+=&,/-]*)?");

    private LocalPath() {}

    /** The path with its query; empty if it might lead elsewhere. */
    static Optional<String> of(String path) {
        return Optional.ofNullable(path)
                .filter(it -> PAGE.matcher(it).matches())
                .filter(it -> !it.contains("/../") && !it.contains("/./") && !it.endsWith("/.."));
    }

    /** The page that is asked for. */
    static Optional<String> of(HttpServletRequest asked) {
        String query = asked.getQueryString();
        return of(asked.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** The page of this service on which a form was sent or a link clicked, by the browser's word. */
    static Optional<String> before(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return Optional.empty();
        }
        try {
            URI page = new URI(referer);
            boolean ours = request.getServerName().equalsIgnoreCase(page.getHost())
                    && request.getScheme().equalsIgnoreCase(page.getScheme());
            String query = page.getRawQuery();
            return ours ? of(page.getRawPath() + (query == null ? "" : "?" + query)) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
