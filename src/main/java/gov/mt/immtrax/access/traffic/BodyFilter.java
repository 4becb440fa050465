package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses request bodies that are too long before they are held in memory, and compressed ones, whose length does not
 * show their size. The container itself limits the forms of our pages. This filter covers the engine's REST API, which
 * has no limit, and file uploads, which only one page accepts. Every body has a length here: {@link BodyValve} has
 * already refused chunked ones, and HTTP/2, which needs no length, is not enabled.
 */
class BodyFilter extends HttpFilter {

    /** What a form adds to its file, in bytes: names, boundaries and the other fields. */
    static final long AROUND_A_FILE = 64 * 1024;

    private final long longest;
    private final long longestFile;
    private final transient ErrorResponder errors;

    /**
     * @param longest maximum size of a request body for the engine's REST API, in bytes
     * @param longestFile maximum size of an imported file, in bytes
     */
    BodyFilter(long longest, long longestFile, ErrorResponder errors) {
        this.longest = longest;
        this.longestFile = longestFile;
        this.errors = errors;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPacked(request) || SubmissionMatcher.isMultipart(request) && !"POST".equals(request.getMethod())) {
            errors.send(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        } else if (!SubmissionMatcher.isEngineCall(request)) {
            takeFile(request, response, chain);
        } else if (request.getContentLengthLong() > longest) {
            errors.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * The container stores an upload before the controller is called, so an upload that no page accepts is refused
     * here.
     */
    private void takeFile(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!SubmissionMatcher.isMultipart(request)) {
            chain.doFilter(request, response);
        } else if (!SubmissionMatcher.isUpload(request)) {
            errors.send(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        } else if (request.getContentLengthLong() > longestFile + AROUND_A_FILE) {
            errors.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPacked(HttpServletRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
    }
}
