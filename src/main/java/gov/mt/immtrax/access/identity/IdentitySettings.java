package gov.mt.immtrax.access.identity;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service reaches the identity provider.
 *
 * @param discoveryUri where the provider's OpenID configuration is read when the service cannot reach the issuer by the
 *     address that people use, as inside containers; empty: below the issuer
 */
@ConfigurationProperties("immtrax.identity")
record IdentitySettings(@DefaultValue Optional<URI> discoveryUri) {}
