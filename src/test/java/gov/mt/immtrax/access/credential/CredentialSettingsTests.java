package gov.mt.immtrax.access.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class CredentialSettingsTests {

    private static final String SIXTEEN_BYTES = "c2l4dGVlbi1ieXRlcy4uLg==";
    private static final String THIRTY_TWO_BYTES = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlBQkNERUY=";

    @Test
    void startsWithAKeyOf32Bytes() {
        try (var context = start("--immtrax.credentials.key=" + THIRTY_TWO_BYTES)) {
            assertThat(context.getBean(CredentialSettings.class).decoded()).hasSize(32);
        }
    }

    @Test
    void refusesToStartWithoutAKeyAndNamesTheSetting(CapturedOutput output) {
        assertThat(startFails()).isTrue();

        assertThat(output).contains("immtrax.credentials.key must be set");
    }

    @ParameterizedTest
    @ValueSource(strings = {SIXTEEN_BYTES, "not!Base64!at!all"})
    void refusesToStartWithAWrongKeyWithoutShowingIt(String key, CapturedOutput output) {
        assertThat(startFails("--immtrax.credentials.key=" + key)).isTrue();

        assertThat(output).contains("immtrax.credentials.key must be set").doesNotContain(key);
    }

    @Test
    void deliversByMailUnlessItIsToldOtherwise() {
        try (var context = start("--immtrax.credentials.key=" + THIRTY_TWO_BYTES)) {
            assertThat(context.getBean(CredentialSettings.class).delivery()).isEqualTo(CredentialDelivery.EMAIL);
            assertThat(context.getBean(CredentialSettings.class).validBusinessDays())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery=BY_HAND", "valid-business-days=1", "valid-business-days=0"})
    void refusesToStartWithAWrongDeliveryAndNamesTheSetting(String wrong, CapturedOutput output) {
        assertThat(startFails("--immtrax.credentials.key=" + THIRTY_TWO_BYTES, "--immtrax.credentials." + wrong))
                .isTrue();

        assertThat(output)
                .contains("immtrax.credentials." + wrong.substring(0, wrong.indexOf('=')))
                .doesNotContain(THIRTY_TWO_BYTES);
    }

    @Test
    void masksTheKey() {
        assertThat(new CredentialSettings(THIRTY_TWO_BYTES, CredentialDelivery.EMAIL, 2))
                .hasToString("CredentialSettings[key=***, delivery=EMAIL, validBusinessDays=2]");
    }

    private static boolean startFails(String... arguments) {
        try (var context = start(arguments)) {
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(SettingsOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    @EnableConfigurationProperties(CredentialSettings.class)
    @ImportAutoConfiguration(ValidationAutoConfiguration.class)
    static class SettingsOnly {}
}
