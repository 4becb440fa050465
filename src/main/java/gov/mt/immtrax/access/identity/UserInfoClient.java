package gov.mt.immtrax.access.identity;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Asks the identity provider for a person's current data: with the refresh token of the login if there is one, and at
 * the user info endpoint. Only groups and addresses in the current answer count; those that it no longer names are
 * removed.
 */
@Component
class UserInfoClient {

    private static final Logger LOG = LoggerFactory.getLogger(UserInfoClient.class);

    /** Claims that may change while someone is logged in. */
    private static final List<String> ASKED = List.of(
            StandardClaimNames.EMAIL,
            StandardClaimNames.EMAIL_VERIFIED,
            StandardClaimNames.NAME,
            VerifiedEmailUserService.GROUPS);

    private final ClientRegistrationRepository registrations;
    private final JwtDecoderFactory<ClientRegistration> idTokens;
    private final RestClientRefreshTokenTokenResponseClient tokens = new RestClientRefreshTokenTokenResponseClient();
    private final RestClient userInfo;
    private final Clock clock;

    UserInfoClient(ClientRegistrationRepository registrations, IdTokens idTokens, Clock clock) {
        this.registrations = registrations;
        this.clock = clock;
        this.idTokens = idTokens;
        this.userInfo = RestClient.builder()
                .requestFactory(IdentityProvider.connections())
                .build();
        tokens.setRestClient(IdentityProvider.tokens());
    }

    /** Never throws: a failure is an answer too. Takes some seconds at most. */
    UserInfoAnswer ask(OidcUser known, ProviderLogin login) {
        try {
            ClientRegistration provider = registrations.findByRegistrationId(IdentityProvider.OKTA);
            return login.refreshToken() == null
                    ? askByAccessToken(provider, known, login)
                    : askByRefreshToken(provider, known, login);
        } catch (OAuth2AuthorizationException refusal) {
            boolean ended =
                    OAuth2ErrorCodes.INVALID_GRANT.equals(refusal.getError().getErrorCode());
            return ended ? new UserInfoAnswer.Refused() : nothing(refusal);
        } catch (BadJwtException | HttpClientErrorException.Unauthorized | HttpClientErrorException.Forbidden refusal) {
            return new UserInfoAnswer.Refused();
        } catch (RuntimeException outOfOrder) {
            return nothing(outOfOrder);
        }
    }

    private static UserInfoAnswer nothing(RuntimeException reason) {
        LOG.warn(
                "A login could not be checked again with the identity provider: {}",
                reason.getClass().getSimpleName());
        return new UserInfoAnswer.Nothing();
    }

    private UserInfoAnswer askByAccessToken(ClientRegistration provider, OidcUser known, ProviderLogin login) {
        OAuth2AccessToken access = login.accessToken();
        boolean expired = access.getExpiresAt() != null && !clock.instant().isBefore(access.getExpiresAt());
        if (expired || userInfoUri(provider) == null) {
            return new UserInfoAnswer.Nothing();
        }
        return answer(
                known, known.getIdToken(), userInfo(provider, access), new UserInfoAnswer.Known(known, access, null));
    }

    private UserInfoAnswer askByRefreshToken(ClientRegistration provider, OidcUser known, ProviderLogin login) {
        OAuth2AccessTokenResponse response = tokens.getTokenResponse(
                new OAuth2RefreshTokenGrantRequest(provider, login.accessToken(), login.refreshToken()));
        try {
            return answer(provider, known, response);
        } catch (BadJwtException | HttpClientErrorException.Unauthorized | HttpClientErrorException.Forbidden refusal) {
            throw refusal;
        } catch (RuntimeException outOfOrder) {
            nothing(outOfOrder);
            return new UserInfoAnswer.TokensOnly(response.getAccessToken(), response.getRefreshToken());
        }
    }

    private UserInfoAnswer answer(ClientRegistration provider, OidcUser known, OAuth2AccessTokenResponse response) {
        Map<String, Object> said =
                userInfoUri(provider) == null ? Map.of() : userInfo(provider, response.getAccessToken());
        OidcIdToken idToken = known.getIdToken();
        if (response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String text) {
            Jwt read = idTokens.createDecoder(provider).decode(text);
            Map<String, Object> all = new HashMap<>(said);
            all.putAll(read.getClaims());
            said = all;
            idToken = new OidcIdToken(text, read.getIssuedAt(), read.getExpiresAt(), read.getClaims());
        }
        var kept = new UserInfoAnswer.Known(known, response.getAccessToken(), response.getRefreshToken());
        return said.isEmpty()
                ? new UserInfoAnswer.TokensOnly(kept.accessToken(), kept.refreshToken())
                : answer(known, idToken, said, kept);
    }

    private static UserInfoAnswer answer(
            OidcUser known, OidcIdToken idToken, Map<String, Object> said, UserInfoAnswer.Known tokens) {
        if (!known.getSubject().equals(said.get(StandardClaimNames.SUB))) {
            return new UserInfoAnswer.Refused();
        }
        Map<String, Object> claims = new HashMap<>(idToken.getClaims());
        claims.keySet().removeAll(ASKED);
        ASKED.stream().filter(said::containsKey).forEach(claim -> claims.put(claim, said.get(claim)));
        OidcIdToken now =
                new OidcIdToken(idToken.getTokenValue(), idToken.getIssuedAt(), idToken.getExpiresAt(), claims);
        Set<GrantedAuthority> login = new LinkedHashSet<>(Set.of(new OidcUserAuthority(now)));
        return new UserInfoAnswer.Known(new DefaultOidcUser(login, now), tokens.accessToken(), tokens.refreshToken());
    }

    private static String userInfoUri(ClientRegistration provider) {
        return provider.getProviderDetails().getUserInfoEndpoint().getUri();
    }

    /** @throws HttpClientErrorException if the provider refuses: 401, 403 */
    private Map<String, Object> userInfo(ClientRegistration provider, OAuth2AccessToken access) {
        Map<String, Object> claims = userInfo.get()
                .uri(userInfoUri(provider))
                .headers(headers -> headers.setBearerAuth(access.getTokenValue()))
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        return new OidcUserInfo(claims).getClaims();
    }
}
