package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.AnonymousRequestFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Limits how long a request body may take to arrive and how many threads wait for one, whichever code reads it.
 * Otherwise, a form that arrives byte by byte would block its thread forever. A body that has already arrived is always
 * read.
 *
 * <p>The container's own timeout starts again with every byte, so this one counts from the start of the body. Chunked
 * bodies are refused, because the container waits for chunk headers where this limit does not apply, and no browser
 * sends a form in chunks.
 */
class BodyValve extends ValveBase {

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(250);

    private final LimitSettings limits;
    private final BodyReadLimiter ofPeople;
    private final BodyReadLimiter ofAnybody;
    private final LongSupplier nanoTime;

    /**
     * @param ofPeople limiter for people who are logged in
     * @param ofAnybody limiter for paths that accept a body without a login, so that anonymous callers do not use up
     *     the other
     */
    BodyValve(LimitSettings limits, BodyReadLimiter ofPeople, BodyReadLimiter ofAnybody, LongSupplier nanoTime) {
        super(true);
        this.limits = limits;
        this.ofPeople = ofPeople;
        this.ofAnybody = ofAnybody;
        this.nanoTime = nanoTime;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!AnonymousRequestFilter.hasBody(request)) {
            getNext().invoke(request, response);
            return;
        }
        if (isInPieces(request)) {
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
            return;
        }
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        InputBuffer untimed = coyote.getInputBuffer();
        TimedBody body = new TimedBody(
                coyote,
                untimed,
                ClientAddress.of(request.getRemoteAddr()),
                AnonymousRequestFilter.takesFromStrangers(request) ? ofAnybody : ofPeople);
        coyote.setInputBuffer(body);
        try {
            getNext().invoke(request, response);
        } finally {
            coyote.setInputBuffer(untimed);
            body.leave();
            if (body.refused != null && !response.isCommitted()) {
                // This is the actual cause, whatever error the reader reported.
                request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
                response.setError();
                response.setStatus(body.refused.value());
            }
        }
    }

    static boolean isInPieces(Request request) {
        return request.getHeader("Transfer-Encoding") != null;
    }

    private final class TimedBody implements InputBuffer {

        private final org.apache.coyote.Request coyote;
        private final InputBuffer body;
        private final String sender;
        private final BodyReadLimiter waiting;
        private final long began = nanoTime.getAsLong();
        private long read;
        private boolean waits;
        private @Nullable HttpStatus refused;

        TimedBody(org.apache.coyote.Request coyote, InputBuffer body, String sender, BodyReadLimiter waiting) {
            this.coyote = coyote;
            this.body = body;
            this.sender = sender;
            this.waiting = waiting;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (refused != null) {
                throw refuse(refused);
            }
            if (isLate()) {
                throw refuse(HttpStatus.REQUEST_TIMEOUT);
            }
            if (!waits && !mayRead()) {
                throw refuse(HttpStatus.SERVICE_UNAVAILABLE);
            }
            try {
                int bytes = body.doRead(handler);
                read += Math.max(0, bytes);
                if (coyote.isFinished()) {
                    leave();
                }
                return bytes;
            } catch (SocketTimeoutException stopped) {
                throw refuse(HttpStatus.REQUEST_TIMEOUT);
            }
        }

        /** When the limit is reached, allows a short moment for a body that is about to arrive. */
        private boolean mayRead() {
            long asked = nanoTime.getAsLong();
            while (!hasArrived()) {
                waits = waiting.enter(sender);
                if (waits) {
                    return true;
                }
                if (nanoTime.getAsLong() - asked > MOMENT) {
                    return false;
                }
                LockSupport.parkNanos(MOMENT / 10);
            }
            return true;
        }

        /** Whether a read returns without waiting. */
        private boolean hasArrived() {
            if (coyote.isFinished()) { // one more read only reports the end of the body
                return true;
            }
            coyote.action(ActionCode.AVAILABLE, true);
            return coyote.getAvailable() > 0;
        }

        /** A long body may take longer, as long as it keeps arriving fast enough. */
        private boolean isLate() {
            long allowed = limits.bodyWithin().toNanos()
                    + read * 1_000_000_000L / limits.slowestBody().toBytes();
            return nanoTime.getAsLong() - began > allowed;
        }

        /** The container answers this exception at once, so that half a form is never processed. */
        private SocketTimeoutException refuse(HttpStatus status) {
            refused = status;
            return new SocketTimeoutException("The request body did not arrive in time");
        }

        private void leave() {
            if (waits) {
                waiting.leave(sender);
                waits = false;
            }
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
