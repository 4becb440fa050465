package gov.mt.immtrax.access.traffic;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of every response. Spring Security adds the headers of pages, but it never sees requests that are refused
 * before it. This filter adds what is missing on their error pages.
 */
class ResponseHeaders extends HttpFilter {

    private static final String CACHE_CONTROL = "Cache-Control";

    /** For every response. */
    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    /** For error responses, which contain nothing about a person and must not be cached. */
    private static final Map<String, String> OF_ERRORS = errors();

    private final String contentPolicy;

    /** @param contentPolicy Content-Security-Policy of pages */
    ResponseHeaders(String contentPolicy) {
        this.contentPolicy = contentPolicy;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ALWAYS.forEach(response::setHeader);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            setIfMissing(response, "Content-Security-Policy", contentPolicy);
            addMissing(request, response);
        }
        chain.doFilter(request, SubmissionMatcher.isEngineCall(request) ? new NeverStored(response) : response);
    }

    /** Adds the missing headers to a response that is given before Spring Security. */
    static void addMissing(HttpServletRequest request, HttpServletResponse response) {
        OF_ERRORS.forEach((name, value) -> setIfMissing(response, name, value));
        if (request.isSecure()) {
            setIfMissing(response, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** The headers of the container's own responses, which no filter sees. */
    static Map<String, String> ofContainer() {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        headers.putAll(OF_ERRORS);
        return headers;
    }

    /**
     * The engine's REST API allows clients to store its responses and revalidate them. They contain personal data, so
     * they must not be stored.
     */
    private static final class NeverStored extends HttpServletResponseWrapper {

        NeverStored(HttpServletResponse response) {
            super(response);
            response.setHeader(CACHE_CONTROL, OF_ERRORS.get(CACHE_CONTROL));
        }

        @Override
        public void setHeader(String name, String value) {
            if (!CACHE_CONTROL.equalsIgnoreCase(name)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!CACHE_CONTROL.equalsIgnoreCase(name)) {
                super.addHeader(name, value);
            }
        }
    }

    private static Map<String, String> errors() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put(CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
        return headers;
    }

    private static void setIfMissing(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
