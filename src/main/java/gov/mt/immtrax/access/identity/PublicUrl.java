package gov.mt.immtrax.access.identity;

import org.springframework.core.env.Environment;

/** Reads from the public URL of the service how cookies must be protected. */
public final class PublicUrl {

    private PublicUrl() {}

    /** Whether the service uses TLS, so that cookies can be restricted to it. */
    public static boolean hasTls(Environment settings) {
        return settings.getProperty("immtrax.public-url", "").startsWith("https:");
    }
}
