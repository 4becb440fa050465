package gov.mt.immtrax.access.identity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestTemplate;

/**
 * Turns a login at the identity provider into a person of this service. The email address must be verified, because it
 * decides which requests and agreements someone may see. Roles come from the groups claim. The same checks apply when
 * the provider is asked again during a session.
 */
@Component
class VerifiedEmailUserService extends OidcUserService {

    /** Error code of logins without a verified email address. */
    static final String ADDRESS_NOT_VERIFIED = "address_not_verified";

    static final String GROUPS = "groups";

    private final StaffDirectory staff;
    private final GroupSettings groups;

    VerifiedEmailUserService(StaffDirectory staff, GroupSettings groups) {
        this.staff = staff;
        this.groups = groups;
        RestTemplate connections = new RestTemplate(IdentityProvider.connections());
        connections.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(connections);
        setOauth2UserService(userInfo);
    }

    /** @throws OAuth2AuthenticationException with {@link #ADDRESS_NOT_VERIFIED}, or with error codes of the protocol */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        return admitted(super.loadUser(request));
    }

    /**
     * Turns the provider's data about someone, at a login or a re-check, into a user with roles. Stores staff in the
     * directory.
     *
     * @throws OAuth2AuthenticationException with {@link #ADDRESS_NOT_VERIFIED}
     */
    OidcUser admitted(OidcUser user) {
        if (!StringUtils.hasText(user.getEmail()) || !Boolean.TRUE.equals(user.getEmailVerified())) {
            throw new OAuth2AuthenticationException(new OAuth2Error(ADDRESS_NOT_VERIFIED));
        }
        List<String> claimed = user.getClaimAsStringList(GROUPS);
        Set<Role> roles = groups.roles(claimed == null ? List.of() : claimed);
        staff.record(LoggedInPerson.person(user, roles));
        Set<GrantedAuthority> authorities = new LinkedHashSet<>(user.getAuthorities());
        roles.forEach(role -> authorities.add(new SimpleGrantedAuthority(role.authority())));
        return new DefaultOidcUser(authorities, user.getIdToken(), user.getUserInfo());
    }
}
