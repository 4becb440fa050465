package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.catalina.Globals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns in the log about a proxy that is missing from the settings: all its clients would share one address and its
 * limits, and links would start with {@code http:}. Warns at most once an hour, because anyone can send such headers.
 */
class UnknownProxyFilter extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownProxyFilter.class);
    private static final long AGAIN_AFTER = Duration.ofHours(1).toNanos();

    private final transient LongSupplier nanoTime;
    private final AtomicLong quietUntil;

    UnknownProxyFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean believed = request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null;
        if (!believed
                && Stream.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host")
                        .anyMatch(header -> request.getHeader(header) != null)) {
            warn(request.getRemoteAddr());
        }
        chain.doFilter(request, response);
    }

    private void warn(String sender) {
        long now = nanoTime.getAsLong();
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + AGAIN_AFTER)) {
            LOG.warn(
                    "X-Forwarded headers from {} are ignored. If that is your proxy, add it to "
                            + "server.tomcat.remoteip.internal-proxies",
                    sender);
        }
    }
}
