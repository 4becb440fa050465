package gov.mt.immtrax.access.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** The identity provider's answer when it is asked about a person again. */
sealed interface UserInfoAnswer {

    /** The person's current data. The refresh token is null if it has not changed. */
    record Known(
            OidcUser user,
            OAuth2AccessToken accessToken,
            @Nullable OAuth2RefreshToken refreshToken) implements UserInfoAnswer {

        @Override
        public String toString() {
            return "Known";
        }
    }

    /** The provider no longer accepts this login. */
    record Refused() implements UserInfoAnswer {}

    /** New tokens, which make the old ones invalid, but no data about the person. The refresh token may be null. */
    record TokensOnly(
            OAuth2AccessToken accessToken, @Nullable OAuth2RefreshToken refreshToken) implements UserInfoAnswer {

        @Override
        public String toString() {
            return "TokensOnly";
        }
    }

    /** No answer: the provider is down, or there is no way to ask it. */
    record Nothing() implements UserInfoAnswer {}
}
