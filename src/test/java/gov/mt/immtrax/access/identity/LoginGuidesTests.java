package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LoginGuidesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Room.class);

    @Test
    void areMissingUnlessTheyAreNamed() {
        application.withPropertyValues("immtrax.identity.faq-url=").run(context -> {
            LoginGuides guides = context.getBean(LoginGuides.class);
            assertThat(guides.guideUrl()).isEmpty();
            assertThat(guides.faqUrl()).as("left blank").isEmpty();
        });
    }

    @Test
    void areEachNamedAlone() {
        application
                .withPropertyValues("immtrax.identity.guide-url=https://dphhs.example.gov/okta-guide.pdf")
                .run(context -> assertThat(context.getBean(LoginGuides.class).guideUrl())
                        .contains(URI.create("https://dphhs.example.gov/okta-guide.pdf")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide.pdf", "/guide.pdf", "javascript:alert(1)"})
    void refuseWhatIsNoPage(String url) {
        application
                .withPropertyValues("immtrax.identity.guide-url=" + url)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("immtrax.identity.guide-url and faq-url must be addresses"));
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    @EnableConfigurationProperties(LoginGuides.class)
    static class Room {}
}
