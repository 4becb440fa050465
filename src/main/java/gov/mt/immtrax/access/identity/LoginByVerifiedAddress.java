package gov.mt.immtrax.access.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Turns a login at the identity provider into a person of this service: only with a verified mail address, because the
 * address decides which requests and agreements somebody may see; roles by the groups claim.
 */
@Component
class LoginByVerifiedAddress extends OidcUserService {

    /** Error code of logins without a verified mail address. */
    static final String ADDRESS_NOT_VERIFIED = "address_not_verified";

    private static final String GROUPS = "groups";

    private final StaffDirectory staff;

    LoginByVerifiedAddress(StaffDirectory staff) {
        this.staff = staff;
    }

    /** @throws OAuth2AuthenticationException with {@link #ADDRESS_NOT_VERIFIED}, besides those of the protocol */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = super.loadUser(request);
        if (!StringUtils.hasText(user.getEmail()) || !Boolean.TRUE.equals(user.getEmailVerified())) {
            throw new OAuth2AuthenticationException(new OAuth2Error(ADDRESS_NOT_VERIFIED));
        }
        Set<Role> roles = roles(user);
        staff.record(LoggedInPerson.person(user, roles));
        Set<GrantedAuthority> authorities = new LinkedHashSet<>(user.getAuthorities());
        roles.forEach(role -> authorities.add(new SimpleGrantedAuthority(role.authority())));
        return new DefaultOidcUser(authorities, user.getIdToken(), user.getUserInfo());
    }

    private static Set<Role> roles(OidcUser user) {
        Set<Role> roles = EnumSet.of(Role.CITIZEN);
        List<String> groups = user.getClaimAsStringList(GROUPS);
        if (groups != null) {
            groups.forEach(group -> Role.ofGroup(group).ifPresent(roles::add));
        }
        return Collections.unmodifiableSet(roles);
    }
}
