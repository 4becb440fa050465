package gov.mt.immtrax.access.identity;

import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;

/** What a page of ours may load and run: nothing but our own files, and no script or style inside the page. */
public final class ContentPolicy {

    private ContentPolicy() {}

    /** Value of the header; a log out is a form that ends at the provider, so forms may lead there. */
    public static String of(OAuth2ClientProperties provider) {
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
                + "form-action 'self' " + IdentityProvider.origin(provider);
    }
}
