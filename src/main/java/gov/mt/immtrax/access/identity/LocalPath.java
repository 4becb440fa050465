package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Checks that a path leads to a page of this service, for links and redirects that may contain input from outside. */
final class LocalPath {

    /** Our pages and Camunda's web applications by name, so that a browser cannot read another host from it. */
    private static final Pattern PAGE = Pattern.compile(
            "/((requests|agreements|credentials|people|deletions|staff|camunda/app)(/[\\w.~%@:+-]+)*/?)?"
                    + "(\\?[\\w.~%@:+=&,/-]*)?");

    private LocalPath() {}

    /** The path with its query; empty if it might lead elsewhere. */
    static Optional<String> of(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(it -> PAGE.matcher(it).matches())
                .filter(it -> !it.contains("/../") && !it.contains("/./") && !it.endsWith("/.."));
    }

    /** The page that is requested. */
    static Optional<String> of(HttpServletRequest asked) {
        String query = asked.getQueryString();
        return of(asked.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** The page of this service from which a request came, according to the {@code Referer} header. */
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
