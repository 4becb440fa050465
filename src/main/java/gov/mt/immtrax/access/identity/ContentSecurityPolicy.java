package gov.mt.immtrax.access.identity;

import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;

/** What a page of ours may load and run: nothing but our own files, and no script or style inside the page. */
public final class ContentSecurityPolicy {

    private ContentSecurityPolicy() {}

    /** Value of the header; a log out is a form that ends at the provider, so forms may lead there. */
    public static String of(OAuth2ClientProperties provider) {
        return policy("'none'", provider);
    }

    /** The same for a page that is shown inside others of ours. */
    static String insideOurPages(OAuth2ClientProperties provider) {
        return policy("'self'", provider);
    }

    private static String policy(String ancestors, OAuth2ClientProperties provider) {
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors "
                + ancestors + "; form-action 'self' " + IdentityProvider.origin(provider);
    }
}
