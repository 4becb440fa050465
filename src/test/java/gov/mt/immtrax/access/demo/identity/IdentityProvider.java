package gov.mt.immtrax.access.demo.identity;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the demo's OpenID Connect provider, so that the login that people see is the real protocol. */
public final class IdentityProvider implements AutoCloseable {

    public static final String CLIENT_ID = "immtrax-access";

    private final ConfigurableApplicationContext context;
    private final String issuer;
    private final String clientSecret;

    private IdentityProvider(ConfigurableApplicationContext context, String issuer, String clientSecret) {
        this.context = context;
        this.issuer = issuer;
        this.clientSecret = clientSecret;
    }

    /**
     * @param port on which the provider listens, on this machine only
     * @param applicationUrl of the service that may ask this provider, without a slash at the end
     */
    public static IdentityProvider start(int port, String applicationUrl) {
        var issuer = "http://localhost:" + port;
        var clientSecret = UUID.randomUUID().toString();
        // As arguments, since they must win over what the environment says about the service itself
        var arguments = Map.of(
                "server.port",
                String.valueOf(port),
                "server.address",
                "localhost",
                // Cookies know no ports: under its usual name this one would end the service's session
                "server.servlet.session.cookie.name",
                "DEMO_IDENTITY",
                "spring.config.name",
                "demo-identity",
                "spring.web.resources.add-mappings",
                "false",
                "demo.issuer",
                issuer,
                "demo.application-url",
                applicationUrl,
                "demo.client-secret",
                clientSecret);
        var context = new SpringApplicationBuilder(IdentityProviderContext.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(arguments.entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
        return new IdentityProvider(context, issuer, clientSecret);
    }

    public String issuer() {
        return issuer;
    }

    public String clientSecret() {
        return clientSecret;
    }

    @Override
    public void close() {
        context.close();
    }
}
