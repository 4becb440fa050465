package gov.mt.immtrax.access.identity;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What the identity provider answers when it is asked about somebody again. */
sealed interface UserInfoAnswer {

    /** Who it is now. The refresh token is null if it has not changed. */
    record Known(OidcUser user, OAuth2AccessToken accessToken, OAuth2RefreshToken refreshToken)
            implements UserInfoAnswer {

        @Override
        public String toString() {
            return "Known";
        }
    }

    /** The provider does not vouch for this login any more. */
    record Refused() implements UserInfoAnswer {}

    /** New tokens, with which the old ones are used up, and then nothing that helps. The refresh token may be null. */
    record TokensOnly(OAuth2AccessToken accessToken, OAuth2RefreshToken refreshToken) implements UserInfoAnswer {

        @Override
        public String toString() {
            return "TokensOnly";
        }
    }

    /** Nothing that helps: the provider is out of order, or gives no means to ask. */
    record Nothing() implements UserInfoAnswer {}
}
