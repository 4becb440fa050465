package gov.mt.immtrax.access.identity;

import org.springframework.core.env.Environment;

/** The address that people reach the service at, as far as cookies follow it. */
public final class PublicUrl {

    private PublicUrl() {}

    /** Whether there is TLS, so that browsers may be told to send a cookie over nothing else. */
    public static boolean hasTls(Environment settings) {
        return settings.getProperty("immtrax.public-url", "").startsWith("https:");
    }
}
