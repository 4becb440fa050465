package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class RequiredSettingsTests {

    private static final String[] NAMES = {
        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID",
        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET",
        "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI",
        "SPRING_MAIL_HOST",
        "IMMTRAX_PUBLIC_URL",
        "IMMTRAX_REGISTRY_LOGIN_URL",
        "IMMTRAX_CREDENTIALS_KEY",
        "IMMTRAX_SESSION_KEY",
        "IMMTRAX_MAIL_HELP_DESK_LEAD",
        "IMMTRAX_AUDIT_SIGNING_KEY",
        "IMMTRAX_AUDIT_AUDITOR"
    };

    private final RequiredSettings required = new RequiredSettings();
    private final MockEnvironment complete = new MockEnvironment()
            .withProperty("spring.security.oauth2.client.registration.okta.client-id", "id")
            .withProperty("spring.security.oauth2.client.registration.okta.client-secret", "secret")
            .withProperty("spring.security.oauth2.client.provider.okta.issuer-uri", "https://identity.example.org")
            .withProperty("spring.mail.host", "mail.example.org")
            .withProperty("immtrax.public-url", "https://access.example.org")
            .withProperty("immtrax.registry.login-url", "https://immtrax.example.org")
            .withProperty("immtrax.credentials.key", "key")
            .withProperty("immtrax.session.key", "key")
            .withProperty("immtrax.mail.help-desk-lead", "lead@example.org")
            .withProperty("immtrax.audit.signing-key", "key")
            .withProperty("immtrax.audit.auditor", "auditor@example.org");

    @Test
    void refusesToStartAndNamesEveryMissingSettingInOneMessage(CapturedOutput output) {
        SpringApplication application = new SpringApplication(ImmtraxAccessApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(application::run).isInstanceOf(RequiredSettingsMissing.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("\tat gov.mt.immtrax.access.RequiredSettings"); // others may log meanwhile
        String description = output.getAll().substring(output.getAll().indexOf("Description:"));
        assertThat(description.lines().filter(line -> line.startsWith("Missing settings:")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(NAMES));
    }

    @Test
    void namesOnlyWhatIsMissing() {
        complete.setProperty("immtrax.credentials.key", " ");
        required.setEnvironment(complete);

        assertThatThrownBy(() -> required.postProcessBeanFactory(null))
                .hasMessage("Missing settings: IMMTRAX_CREDENTIALS_KEY");
    }

    @Test
    void startsWhenAllAreThere() {
        required.setEnvironment(complete);

        assertThatCode(() -> required.postProcessBeanFactory(null)).doesNotThrowAnyException();
    }

    @Test
    void wantsTheIssuerEvenIfTheAddressesOfAProviderAreGiven() {
        complete.setProperty("spring.security.oauth2.client.provider.okta.issuer-uri", "");
        complete.setProperty(
                "spring.security.oauth2.client.provider.okta.authorization-uri", "https://example.org/auth");
        required.setEnvironment(complete);

        assertThatThrownBy(() -> required.postProcessBeanFactory(null))
                .hasMessage("Missing settings: SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI");
    }
}
