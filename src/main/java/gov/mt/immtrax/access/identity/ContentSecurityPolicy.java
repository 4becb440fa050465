package gov.mt.immtrax.access.identity;

import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;

/** The content security policy of our pages: they load and run only our own files, without inline scripts or styles. */
public final class ContentSecurityPolicy {

    private ContentSecurityPolicy() {}

    /**
     * Value of the header. Logout is a form that redirects to the identity provider, so the provider is a form action.
     */
    public static String of(OAuth2ClientProperties provider) {
        return policy("'none'", provider);
    }

    /** The same for a page that other pages of ours show in a frame. */
    static String insideOurPages(OAuth2ClientProperties provider) {
        return policy("'self'", provider);
    }

    private static String policy(String ancestors, OAuth2ClientProperties provider) {
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors "
                + ancestors + "; form-action 'self' " + IdentityProvider.origin(provider);
    }
}
