package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.form.TypedText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads the person from the OpenID Connect login that the current call belongs to. */
@Component
class LoggedInPerson implements CurrentPerson {

    @Override
    public Optional<Person> find() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The person of a login; empty if no one is logged in or the login is null. */
    static Optional<Person> of(@Nullable Authentication login) {
        if (login != null
                && login.isAuthenticated()
                && login.getPrincipal() instanceof OidcUser user
                && StringUtils.hasText(user.getEmail())) {
            return Optional.of(person(user, roles(login)));
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> networkAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? Optional.ofNullable(call.getRequest().getRemoteAddr())
                        .filter(address -> address.length() <= LONGEST_NETWORK_ADDRESS)
                : Optional.empty();
    }

    static Person person(OidcUser user, Set<Role> roles) {
        String address = EmailAddresses.normalize(user.getEmail());
        String given =
                TypedText.visible(Objects.toString(user.getFullName(), "")).strip();
        String name = given.isEmpty() ? address : given;
        return new Person(Objects.toString(user.getIssuer(), ""), user.getSubject(), address, name, roles);
    }

    private static Set<Role> roles(Authentication login) {
        Set<String> authorities = AuthorityUtils.authorityListToSet(login.getAuthorities());
        Set<Role> roles = EnumSet.of(Role.CITIZEN);
        for (Role role : Role.values()) {
            if (authorities.contains(role.authority())) {
                roles.add(role);
            }
        }
        return Collections.unmodifiableSet(roles);
    }
}
