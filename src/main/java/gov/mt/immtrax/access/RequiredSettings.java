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
 * Refuses to start without the settings that nobody can guess, and names all that are missing at once, so that a new
 * installation is not found out one failed start after the other. Runs before any other bean is made.
 */
@Component
class RequiredSettings implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {

    private static final String OKTA_CLIENT = "spring.security.oauth2.client.registration.okta.";
    private static final String OKTA = "spring.security.oauth2.client.provider.okta.";

    /** Environment variable, and the properties of which one must be there. */
    private static final Map<String, List<String>> REQUIRED = required();

    private Environment settings;

    private static Map<String, List<String>> required() {
        Map<String, List<String>> required = new LinkedHashMap<>();
        required.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID", List.of(OKTA_CLIENT + "client-id"));
        required.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET",
                List.of(OKTA_CLIENT + "client-secret"));
        // a provider that does not publish its addresses is given by them instead
        required.put("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI",
                List.of(OKTA + "issuer-uri", OKTA + "authorization-uri"));
        required.put("SPRING_MAIL_HOST", List.of("spring.mail.host"));
        required.put("IMMTRAX_PUBLIC_URL", List.of("immtrax.public-url"));
        required.put("IMMTRAX_CREDENTIALS_KEY", List.of("immtrax.credentials.key"));
        required.put("IMMTRAX_MAIL_HELP_DESK_LEAD", List.of("immtrax.mail.help-desk-lead"));
        required.put("IMMTRAX_AUDIT_SIGNING_KEY", List.of("immtrax.audit.signing-key"));
        required.put("IMMTRAX_AUDIT_AUDITOR", List.of("immtrax.audit.auditor"));
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
                .filter(setting -> setting.getValue().stream()
                        .noneMatch(property -> StringUtils.hasText(settings.getProperty(property))))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new RequiredSettingsMissing(missing);
        }
    }
}
