package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AuditSettingsTests {

    private static final String KEY = TrailParts.newKey();

    @EnableConfigurationProperties(AuditSettings.class)
    static class Settings {}

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withPropertyValues("immtrax.audit.signing-key=" + KEY, "immtrax.audit.auditor=auditor@mt.gov");

    @Test
    void sealWithinSecondsAndSignDailyUnlessTold() {
        service.run(context -> {
            AuditSettings settings = context.getBean(AuditSettings.class);
            assertThat(settings.sealEvery()).isEqualTo(Duration.ofSeconds(5));
            assertThat(settings.checkpointEvery()).isEqualTo(Duration.ofDays(1));
            assertThat(settings.toString()).doesNotContain(KEY);
        });
    }

    @Test
    void refuseToStartWithoutAKeyAndNameIt() {
        refuses("signing-key", "", "immtrax.audit.signing-key");
    }

    @Test
    void refuseToStartWithAnythingElseThanAnEd25519KeyAndDoNotPrintIt(CapturedOutput output) throws Exception {
        String half = KEY.substring(0, 40);
        refuses("signing-key", half, "immtrax.audit.signing-key");
        refuses("signing-key", "no base64!", "immtrax.audit.signing-key");
        String other = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("EC")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        refuses("signing-key", other, "immtrax.audit.signing-key");
        assertThat(output).doesNotContain(half).doesNotContain(other);
    }

    @Test
    void refuseToStartWithoutAnAuditor() {
        refuses("auditor", "", "auditor");
        refuses("auditor", "nobody", "auditor");
    }

    @Test
    void refuseToSealWithoutPause() {
        refuses("seal-every", "0s", "sealEvery");
        refuses("checkpoint-every", "-1d", "checkpointEvery");
    }

    private void refuses(String setting, String value, String named) {
        service.withPropertyValues("immtrax.audit." + setting + "=" + value).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(named);
            if (!value.isEmpty() && setting.equals("signing-key")) {
                assertThat(context.getStartupFailure()).rootCause().hasMessageNotContaining(value);
            }
        });
    }
}
