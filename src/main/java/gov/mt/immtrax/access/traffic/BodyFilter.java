package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses bodies that are too long before anybody holds them, and packed ones, whose length says nothing. Forms of our
 * pages are bounded by the container itself; this is for the engine's REST, whose reader knows no bound, and for files,
 * which one page takes and no other.
 */
class BodyFilter extends HttpFilter {

    /** Thrown into whoever reads a body of unknown length beyond the bound. */
    private static final class TooLong extends IOException {}

    /** What a form adds to its file: names, boundaries, the other fields. */
    static final long AROUND_A_FILE = 64 * 1024;

    private final long longest;
    private final long longestFile;
    private final transient Refusal refusal;

    /**
     * @param longest body of a call of the engine's REST, in bytes
     * @param longestFile that is taken in, in bytes
     */
    BodyFilter(long longest, long longestFile, Refusal refusal) {
        this.longest = longest;
        this.longestFile = longestFile;
        this.refusal = refusal;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPacked(request) || Submissions.isMultipart(request) && !"POST".equals(request.getMethod())) {
            refusal.send(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        } else if (!Submissions.isEngineCall(request)) {
            takeFile(request, response, chain);
        } else if (request.getContentLengthLong() > longest) {
            refusal.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else if (request.getContentLengthLong() < 0 && Submissions.isMultipart(request)) {
            refusal.send(
                    request, response, HttpStatus.LENGTH_REQUIRED); // the engine reads it where no bound would be felt
        } else {
            bounded(request, response, chain);
        }
    }

    /** The container keeps a file before the page is asked: so what is no file for that page is refused before. */
    private void takeFile(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Submissions.isMultipart(request)) {
            chain.doFilter(request, response);
        } else if (!Submissions.isUpload(request)) {
            refusal.send(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        } else if (request.getContentLengthLong() < 0) {
            refusal.send(request, response, HttpStatus.LENGTH_REQUIRED);
        } else if (request.getContentLengthLong() > longestFile + AROUND_A_FILE) {
            refusal.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void bounded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(new Bounded(request, longest), response);
        } catch (TooLong tooLong) {
            refusal.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        }
    }

    private static boolean isPacked(HttpServletRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
    }

    /** The request with a body that ends in a refusal where it grows too long. */
    private static final class Bounded extends HttpServletRequestWrapper {

        private final long longest;

        Bounded(HttpServletRequest request, long longest) {
            super(request);
            this.longest = longest;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), longest);
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        Counted(ServletInputStream body, long longest) {
            this.body = body;
            this.left = longest;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = body.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws TooLong {
            left -= bytes;
            if (left < 0) {
                throw new TooLong();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
