package gov.mt.immtrax.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Refuses to start without the settings that have no default, and names all missing ones at once, so that a new
 * installation does not fail once per setting. Runs before any other bean is created.
 */
@Component
class RequiredSettings implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {

    private static final String OKTA_CLIENT = "spring.security.oauth2.client.registration.okta.";

    /** Environment variable and property. */
    private static final Map<String, String> REQUIRED = required();

    @SuppressWarnings("NullAway.Init") // Spring sets it before it asks for anything
    private Environment settings;

    private static Map<String, String> required() {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID", OKTA_CLIENT + "client-id");
        required.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET", OKTA_CLIENT + "client-secret");
        // needed even if the provider's addresses are set one by one, because the issuer of every token is checked
        required.put(
                "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI",
                "spring.security.oauth2.client.provider.okta.issuer-uri");
        required.put("SPRING_MAIL_HOST", "spring.mail.host");
        required.put("IMMTRAX_PUBLIC_URL", "immtrax.public-url");
        required.put("IMMTRAX_REGISTRY_LOGIN_URL", "immtrax.registry.login-url");
        required.put("IMMTRAX_CREDENTIALS_KEY", "immtrax.credentials.key");
        required.put("IMMTRAX_SESSION_KEY", "immtrax.session.key");
        required.put("IMMTRAX_MAIL_HELP_DESK_LEAD", "immtrax.mail.help-desk-lead");
        required.put("IMMTRAX_AUDIT_SIGNING_KEY", "immtrax.audit.signing-key");
        required.put("IMMTRAX_AUDIT_AUDITOR", "immtrax.audit.auditor");
        return required;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.settings = environment;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** @throws RequiredSettingsMissing if one or more are missing or blank */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> missing = REQUIRED.entrySet().stream()
                .filter(setting -> !StringUtils.hasText(settings.getProperty(setting.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new RequiredSettingsMissing(missing);
        }
    }
}
