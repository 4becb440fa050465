package gov.mt.immtrax.access.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MailSettingsTests {

    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(Room.class)
            .withPropertyValues(
                    "spring.mail.host=mail.example.gov",
                    "immtrax.public-url=https://access.example.gov",
                    "immtrax.mail.help-desk-lead=help.desk.lead@mt.gov");

    @Test
    void needsNoMoreThanThree() {
        start.run(it -> assertThat(it.getBean(MailSettings.class))
                .returns("servicedesk@service.mt.gov", MailSettings::from)
                .returns(
                        Duration.ofMinutes(1), settings -> settings.retryCycle().get(0))
                .satisfies(settings -> assertThat(settings.retryCycle().stream().reduce(Duration.ZERO, Duration::plus))
                        .isBetween(Duration.ofDays(1), Duration.ofHours(25))));
    }

    @Test
    void refusesToStartWithoutALead() {
        fails("immtrax.mail.help-desk-lead=", "immtrax.mail", "helpDeskLead");
    }

    @Test
    void refusesToStartWithoutAMailServer() {
        fails("spring.mail.host=", "spring.mail", "host");
    }

    @Test
    void refusesToStartWithoutAnAddressForLinks() {
        fails("immtrax.public-url=", "immtrax", "publicUrl");
    }

    private void fails(String property, String prefix, String name) {
        start.withPropertyValues(property)
                .run(it -> assertThat(it.getStartupFailure())
                        .hasStackTraceContaining("'" + prefix + "'")
                        .hasStackTraceContaining(name));
    }

    @ConfigurationPropertiesScan
    static class Room {}
}
