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
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses bodies that are too long before anybody holds them, and packed ones, whose length says nothing. Forms of our pages
 * are bounded by the container itself; this is for the engine's REST, whose reader knows no bound.
 */
class BodyFilter extends HttpFilter {

    /** Thrown into whoever reads a body of unknown length beyond the bound. */
    private static final class TooLong extends IOException {}

    private final long longest;
    private final transient Refusal refusal;

    /** @param longest in bytes */
    BodyFilter(long longest, Refusal refusal) {
        this.longest = longest;
        this.refusal = refusal;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPacked(request)) {
            refusal.send(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        } else if (!Submissions.isEngineCall(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > longest) {
            refusal.send(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else if (request.getContentLengthLong() < 0 && isMultipart(request)) {
            refusal.send(request, response, HttpStatus.LENGTH_REQUIRED); // the engine reads it where no bound would be felt
        } else {
            bounded(request, response, chain);
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

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
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
