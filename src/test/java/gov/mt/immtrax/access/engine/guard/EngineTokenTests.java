package gov.mt.immtrax.access.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class EngineTokenTests {

    @ParameterizedTest
    @CsvSource({"https://access.example.org, true", "http://localhost:8080, "})
    void travelsOverTlsOnlyWhereThereIsTls(String publicUrl, String secure) {
        CamundaBpmProperties settings = new CamundaBpmProperties();

        EngineLogin.secureEngineToken(new MockEnvironment().withProperty("immtrax.public-url", publicUrl))
                .postProcessBeforeInitialization(settings, "camunda");

        assertThat(settings.getWebapp().getCsrf().getInitParams().get("enableSecureCookie"))
                .isEqualTo(secure);
    }
}
