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
 * Refuses bodies that are too long before anybody holds them, and packed ones, whose length says nothing. Forms of our
 * pages are bounded by the container itself; this is for the engine's REST, whose reader knows no bound, and for files,
 * which one page takes and no other. A body says its length: {@link BodyValve} has refused those in pieces, and HTTP/2,
 * where no length is needed, is not spoken here.
 */
class BodyFilter extends HttpFilter {

    /** What a form adds to its file: names, boundaries, the other fields. */
    static final long AROUND_A_FILE = 64 * 1024;

    private final long longest;
    private final long longestFile;
    private final transient ErrorResponder errors;

    /**
     * @param longest body of a call of the engine's REST, in bytes
     * @param longestFile that is taken in, in bytes
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

    /** The container keeps a file before the page is asked: so what is no file for that page is refused before. */
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
