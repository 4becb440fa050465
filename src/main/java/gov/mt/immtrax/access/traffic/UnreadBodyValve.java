package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.AnonymousRequestFilter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Continues to read a refused body for a short time. A browser that is cut off while it sends shows its own error
 * instead of our page. The container alone would keep reading as long as a byte arrives now and then.
 */
class UnreadBodyValve extends ValveBase {

    /** Maximum number of threads that do this at a time; further connections are cut off. */
    private static final int AT_ONCE = 20;

    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);
    /** After the grace period, a slower body is cut off. */
    private static final long BYTES_PER_SECOND = 64 * 1024;

    private static final long LONGEST = 200L * 1024 * 1024;
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final Semaphore places = new Semaphore(AT_ONCE);

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync()
                || !AnonymousRequestFilter.hasBody(request)
                || request.getCoyoteRequest().isFinished()) {
            return;
        }
        response.finishResponse();
        if (BodyValve.isInPieces(request) || !isReadToItsEnd(request.getCoyoteRequest())) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private boolean isReadToItsEnd(org.apache.coyote.Request request) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return swallow(request);
        } catch (IOException gone) {
            return false;
        } finally {
            places.release();
        }
    }

    private static boolean swallow(org.apache.coyote.Request request) throws IOException {
        Nowhere nowhere = new Nowhere();
        long began = System.nanoTime();
        long read = 0;
        while (!request.isFinished()) {
            request.action(ActionCode.AVAILABLE, true);
            if (request.getAvailable() > 0) {
                int bytes = request.doRead(nowhere);
                if (bytes < 0) {
                    return request.isFinished();
                }
                read += bytes;
            } else {
                LockSupport.parkNanos(LOOK_EVERY);
            }
            long since = System.nanoTime() - began;
            if (read > LONGEST || since > GRACE && read < since / 1_000_000_000.0 * BYTES_PER_SECOND) {
                return false;
            }
        }
        return true;
    }

    private static final class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer buffer = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // the content is discarded
        }
    }
}
