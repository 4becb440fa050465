package gov.mt.immtrax.access.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The authorizing official whom the person who is logged in represents in the current call, as their deputy. It lasts
 * for one call and is decided anew in each, so that a deputy whose part has ended can do nothing more in an open
 * session.
 */
public final class Representation {

    private static final String OFFICIAL = Representation.class.getName();

    private Representation() {}

    /** The official; empty for somebody who acts for themselves, and in the engine's job threads. */
    public static Optional<Person> current() {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        return call == null
                ? Optional.empty()
                : Optional.ofNullable((Person) call.getAttribute(OFFICIAL, RequestAttributes.SCOPE_REQUEST));
    }

    /**
     * Says for whom the current call is. The caller has checked that the person may.
     *
     * @throws IllegalStateException outside of a call
     */
    public static void begin(Person official) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(OFFICIAL, official, RequestAttributes.SCOPE_REQUEST);
    }

    /** Both addresses in one line, for pages that say who acted. */
    public static @Nullable String inWords(@Nullable String actor, @Nullable String official) {
        return official == null ? actor : actor + " for " + official;
    }
}
