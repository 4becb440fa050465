package gov.mt.immtrax.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RegistrySettingsTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Room.class);

    @Test
    void sayWhereImmtraxIs() {
        application
                .withPropertyValues("immtrax.registry.login-url=https://immtrax.example.gov/login")
                .run(context -> assertThat(
                                context.getBean(RegistrySettings.class).loginUrl())
                        .isEqualTo(URI.create("https://immtrax.example.gov/login")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "immtrax.example.gov", "/login", "javascript:alert(1)", "mailto:help@example.gov"})
    void refuseWhatIsNoPage(String url) {
        application
                .withPropertyValues("immtrax.registry.login-url=" + url)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("immtrax.registry.login-url must be the address of imMTrax"));
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    @EnableConfigurationProperties(RegistrySettings.class)
    static class Room {}
}
