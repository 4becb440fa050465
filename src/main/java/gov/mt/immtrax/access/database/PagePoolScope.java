package gov.mt.immtrax.access.database;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * Marks work that a thread does for a page, so that it takes connections from the pages' pool. The outermost filter of
 * the service marks every call.
 */
public final class PagePoolScope {

    private static final ThreadLocal<Boolean> HERE = ThreadLocal.withInitial(() -> false);

    private PagePoolScope() {}

    /** Work for a page. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, ServletException;
    }

    public static void run(Work work) throws IOException, ServletException {
        boolean before = HERE.get();
        HERE.set(true);
        try {
            work.run();
        } finally {
            if (before) {
                HERE.set(true);
            } else {
                HERE.remove();
            }
        }
    }

    static boolean isHere() {
        return HERE.get();
    }
}
